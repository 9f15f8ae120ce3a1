// Forenames that are one: short forms, and what other languages make of them.

/// Stands for all forms of a forename, or for the word itself where it has no other.
func forenameGroup(_ word: [UInt8]) -> [UInt8] { groups[word] ?? word }

/// Stands for all spellings of a Korean family's name, or for the word itself.
func familyGroup(_ word: [UInt8]) -> [UInt8] { families[word] ?? word }

private let families = grouped(
  """
  ahn an
  baek paik baik paek
  cho jo
  choi choe
  chung jung jeong chong
  hur heo huh
  hwang whang
  joo ju chu
  kang gang
  kim gim
  ko koh go
  kwon gwon
  lee yi rhee ri
  lim im rim
  moon mun
  noh roh no ro
  park pak bak
  ryu yoo yu lyu
  seo suh so
  shin sin
  woo wu
  yoon yun
  """)

private let groups = grouped(forms)

private func grouped(_ lines: String) -> [[UInt8]: [UInt8]] {
  var groups: [[UInt8]: [UInt8]] = [:]
  for line in lines.split(separator: "\n") {
    let words = line.split(separator: " ").map { Array($0.utf8) }
    for word in words where groups[word] == nil { groups[word] = words[0] }
  }
  return groups
}

private let forms = """
  abigail abby
  abdelhamid abdulhamid abdel-hamid abdul-hamid
  abdullah abdulla abdallah
  alexander oleksandr aleksandr aliaksandr aleksander alex sasha alexandre alejandro
  alexandra oleksandra aleksandra
  alexei oleksiy oleksii aleksei alexey aliaksei alexej
  andrew andy drew
  andrei andriy andrii andrey andrej andrzej
  anthony tony antony
  arkady arkadiy arkadi
  benjamin ben benny
  catherine katherine kathryn kate katie cathy kathy
  charles charlie chuck
  christopher chris
  christina christine tina
  daniel dan danny danylo daniil
  david dave davyd davit dawid
  deborah debbie deb
  dmitry dmytro dmitri dmitriy dmitrij dzmitry
  donald don
  edward ed eddie ted ned
  ekaterina kateryna katerina yekaterina
  elena olena yelena jelena
  elizabeth liz beth betty eliza elisabeth
  evgeny yevhen yevgeny yevgeniy evgeniy eugen yevgeni
  francis frank
  frederick fred freddie
  gennady hennadiy hennadii gennadiy
  galina halyna
  george georgy heorhiy georgi
  gerald gerry jerry
  gregory greg
  grigory hryhoriy hryhorii grigoriy
  henry harry
  igor ihor
  irina iryna
  ivan iwan
  jacob jake
  james jim jimmy jamie
  jennifer jen jenny
  john jack johnny jon
  jonathan jonny
  joseph joe joey josef jozef jose
  katarzyna kasia
  manuel manolo
  maria mary marie mariya
  joshua josh
  judith judy
  julia yulia yuliya iuliia julija
  kenneth ken kenny
  konstantin kostiantyn kostyantyn constantin konstantinos constantinos constantine kostas costas
  lawrence larry laurence
  leland lee
  leonard len lenny
  leonid leonyd
  margaret maggie meg peggy
  matthew matt
  maxim maksym maksim
  michael mike mick mickey
  mikhail mykhailo mihail michail mykhaylo
  mohammed muhammad mohamed mohammad muhammed mohamad mahomed mohd
  nathaniel nathan nate
  natalia nataliya natalya nataliia
  nicholas nick nicky
  nikolai mykola nikolay nicolai nikolaj mikalai
  oleg oleh
  olga olha volha
  patricia pat patty
  patrick paddy
  pavel pavlo
  peter pete
  philip phil phillip
  pyotr petro petr piotr
  raymond ray
  rebecca becky
  richard rick dick richie rich
  robert bob bobby rob robbie bert
  ronald ron ronnie
  samuel sam sammy
  sergei serhiy serhii sergey sergiy serge siarhei sergej
  stephen steve steven
  susan sue susie
  svetlana svitlana
  tatiana tetiana tetyana tatyana
  theodore theo teddy
  thomas tom tommy
  timothy tim
  vasily vasyl vasiliy vassily vasili
  dimitris dimitrios demetrios
  giorgos georgios yorgos
  yannis giannis ioannis
  victoria viktoria viktoriya vicky
  victor viktor wiktor
  vitaly vitaliy vitalii vitali
  vladimir volodymyr uladzimir wladimir
  vladislav vladyslav uladzislau
  vyacheslav viacheslav
  walter walt
  william bill billy will willie liam
  yaroslav iaroslav jaroslav
  yuri yuriy yurii yury iurii jurij
  zachary zach zack
  """
