// The schema: a row of named steps that only ever grows.
import GRDB

/// The steps that make an archive of any age a present one. What was released is never changed.
let migrations: DatabaseMigrator = {
  var migrator = DatabaseMigrator()
  migrator.registerMigration("1 stories") { try $0.execute(sql: storyTables) }
  migrator.registerMigration("2 words") { try $0.execute(sql: wordTables) }
  migrator.registerMigration("3 memory") { try $0.execute(sql: memoryTables) }
  migrator.registerMigration("4 beginnings") { try $0.execute(sql: leanTables) }
  migrator.registerMigration("5 notes") { try $0.execute(sql: noteColumns) }
  migrator.registerMigration("6 terms") { try $0.execute(sql: termTables) }
  migrator.registerMigration("7 analysers") { try $0.execute(sql: staleIndex) }
  return migrator
}()

/// "lede" in ASCII, by which `file` and others know an archive.
let applicationID = 0x6C65_6465

/// Stories and what is named in them. Texts lie apart, so that listing reads none.
private let storyTables = """
  PRAGMA application_id = \(applicationID);
  CREATE TABLE source (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL DEFAULT ''
  );
  CREATE TABLE sourceFact (
    source INTEGER NOT NULL REFERENCES source ON DELETE CASCADE,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (source, name)
  ) WITHOUT ROWID;
  CREATE TABLE story (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source INTEGER NOT NULL REFERENCES source,
    name TEXT NOT NULL,
    version INTEGER NOT NULL DEFAULT 1,
    headline TEXT NOT NULL,
    byline TEXT NOT NULL,
    sourceTitle TEXT NOT NULL,
    published REAL,
    updated REAL,
    arrived REAL NOT NULL,
    -- Published, or else arrived: what the list is sorted by.
    day REAL NOT NULL,
    length INTEGER NOT NULL,
    language TEXT,
    link TEXT,
    -- Of the text.
    fingerprint BLOB NOT NULL,
    -- Of everything the source gave.
    digest BLOB NOT NULL,
    -- Version of the analyser that found the names; 0 for none.
    analyser INTEGER NOT NULL DEFAULT 0,
    UNIQUE (source, name)
  );
  CREATE INDEX storyByDay ON story (day, id);
  CREATE INDEX storyByFingerprint ON story (fingerprint);
  CREATE INDEX storyBySourceTitle ON story (sourceTitle);
  CREATE INDEX storyByLanguage ON story (language);
  CREATE TABLE content (
    story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE,
    text TEXT NOT NULL,
    -- As the source gave it, where that differs from the story's.
    byline TEXT,
    markup TEXT NOT NULL DEFAULT '',
    extra TEXT NOT NULL DEFAULT ''
  );
  -- What a story was before its source rewrote it.
  CREATE TABLE version (
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    number INTEGER NOT NULL,
    headline TEXT NOT NULL,
    text TEXT NOT NULL,
    published REAL,
    updated REAL,
    arrived REAL NOT NULL,
    PRIMARY KEY (story, number)
  ) WITHOUT ROWID;
  CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    name TEXT NOT NULL
  );
  CREATE TABLE spelling (
    id INTEGER PRIMARY KEY,
    name INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
    text TEXT NOT NULL,
    UNIQUE (name, text)
  );
  CREATE TABLE naming (
    name INTEGER NOT NULL REFERENCES name,
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (name, story)
  ) WITHOUT ROWID;
  CREATE INDEX namingByStory ON naming (story);
  """

/// The index of words, made by lede's own tokenizer and rebuilt from the stories at any time.
private let wordTables = """
  CREATE VIEW indexed AS
    SELECT story.id AS id, headline AS title, text AS body, story.byline AS byline
    FROM story JOIN content ON content.story = story.id;
  CREATE VIRTUAL TABLE words USING fts5(
    title, body, byline,
    content = 'indexed', content_rowid = 'id', tokenize = 'lede', prefix = '2 3'
  );
  CREATE VIRTUAL TABLE spellings USING fts5(
    text, content = 'spelling', content_rowid = 'id', tokenize = 'lede'
  );
  """

/// What the reader did: with kept stories, with stories known by their content alone, and with lede.
private let memoryTables = """
  CREATE TABLE mark (
    story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE,
    isRead INTEGER NOT NULL DEFAULT 0,
    isStarred INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL DEFAULT 0,
    changed REAL NOT NULL
  );
  CREATE INDEX starred ON mark (story) WHERE isStarred;
  CREATE TABLE tag (
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    name TEXT NOT NULL,
    PRIMARY KEY (story, name)
  ) WITHOUT ROWID;
  CREATE TABLE note (
    story INTEGER PRIMARY KEY REFERENCES story ON DELETE CASCADE,
    text TEXT NOT NULL
  );
  CREATE TABLE remembered (
    fingerprint BLOB PRIMARY KEY,
    isRead INTEGER NOT NULL DEFAULT 0,
    isStarred INTEGER NOT NULL DEFAULT 0,
    place INTEGER NOT NULL DEFAULT 0,
    changed REAL NOT NULL
  ) WITHOUT ROWID;
  -- `opened` says what lede was called with; '' holds for all.
  CREATE TABLE sitting (
    opened TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (opened, name)
  ) WITHOUT ROWID;
  CREATE TABLE typed (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    purpose TEXT NOT NULL,
    line TEXT NOT NULL,
    isExpression INTEGER NOT NULL,
    UNIQUE (purpose, line, isExpression)
  );
  """

/// The indexes made smaller, and quicker to fill: half the file was beginnings of words with their
/// places, and who is named in what lay scattered over the file.
private let leanTables = """
  DROP TABLE words;
  CREATE VIRTUAL TABLE words USING fts5(
    title, body, byline, content = 'indexed', content_rowid = 'id', tokenize = 'lede'
  );
  CREATE VIEW begun AS
    SELECT id, char(2) || title AS title, body, char(3) || byline AS byline FROM indexed;
  CREATE VIRTUAL TABLE beginnings USING fts5(
    title, body, byline, content = 'begun', content_rowid = 'id', columnsize = 0, detail = none,
    tokenize = 'lede beginnings'
  );
  CREATE TABLE namingOfOld AS SELECT story, name, mentions FROM naming;
  DROP TABLE naming;
  CREATE TABLE naming (
    story INTEGER NOT NULL REFERENCES story ON DELETE CASCADE,
    name INTEGER NOT NULL,
    mentions INTEGER NOT NULL,
    PRIMARY KEY (story, name)
  ) WITHOUT ROWID;
  INSERT INTO naming SELECT story, name, mentions FROM namingOfOld ORDER BY story, name;
  DROP TABLE namingOfOld;
  -- Which stories have a name: its number is a word of theirs.
  CREATE VIEW named AS
    SELECT id, (SELECT group_concat(name, ' ') FROM naming WHERE story = story.id) AS names
    FROM story;
  CREATE VIRTUAL TABLE namings USING fts5(
    names, content = 'named', content_rowid = 'id', columnsize = 0, detail = none,
    tokenize = 'lede'
  );
  DROP TABLE spellings;
  CREATE TABLE spellingOfOld AS SELECT id, name, text FROM spelling;
  DROP TABLE spelling;
  CREATE TABLE spelling (
    id INTEGER PRIMARY KEY,
    name INTEGER NOT NULL REFERENCES name ON DELETE CASCADE,
    text TEXT NOT NULL
  );
  INSERT INTO spelling SELECT id, name, text FROM spellingOfOld;
  DROP TABLE spellingOfOld;
  CREATE INDEX spellingByName ON spelling (name);
  CREATE VIRTUAL TABLE spellings USING fts5(
    text, content = 'spelling', content_rowid = 'id', columnsize = 0, tokenize = 'lede'
  );
  -- Merged half as often as is usual, from more stories at a time: a third of the work less.
  INSERT INTO words (words, rank) VALUES ('automerge', 8), ('hashsize', 8388608);
  INSERT INTO beginnings (beginnings, rank) VALUES ('automerge', 8), ('hashsize', 8388608);
  INSERT INTO namings (namings, rank) VALUES ('automerge', 8), ('hashsize', 8388608);
  INSERT INTO words (words) VALUES ('rebuild');
  INSERT INTO beginnings (beginnings) VALUES ('rebuild');
  INSERT INTO namings (namings) VALUES ('rebuild');
  INSERT INTO spellings (spellings) VALUES ('rebuild');
  """

/// Notes and tags of stories that are not kept, a tag a line; and which analyser found what.
private let noteColumns = """
  ALTER TABLE remembered ADD COLUMN note TEXT NOT NULL DEFAULT '';
  ALTER TABLE remembered ADD COLUMN tags TEXT NOT NULL DEFAULT '';
  CREATE INDEX storyByAnalyser ON story (analyser, day);
  """

/// One index for words, beginnings, names, days and sources, in the place of three: a common word's
/// stories are found in one place of each span instead of one place each. It has no places of words
/// in texts; the texts have those. Whoever opens the archive fills it.
private let termTables = """
  DROP TABLE words;
  DROP TABLE beginnings;
  DROP TABLE namings;
  DROP VIEW named;
  DROP VIEW begun;
  DROP VIEW indexed;
  CREATE TABLE termSpan (
    span INTEGER PRIMARY KEY
  );
  CREATE TABLE termPage (
    id INTEGER PRIMARY KEY,
    span INTEGER NOT NULL,
    -- The first term of the page.
    first BLOB NOT NULL,
    terms BLOB NOT NULL
  );
  CREATE INDEX termPageBySpan ON termPage (span, first);
  -- Words of spellings that came when the name was written already.
  CREATE TABLE lateWord (
    name INTEGER NOT NULL,
    word BLOB NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (name, word)
  ) WITHOUT ROWID;
  CREATE INDEX lateWordByWord ON lateWord (kind, word);
  """

/// Stories of an earlier analyser in the order in which they came, which the index lies in too.
private let staleIndex = """
  DROP INDEX storyByAnalyser;
  CREATE INDEX storyByAnalyser ON story (analyser);
  """
