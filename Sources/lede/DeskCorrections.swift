// Corrections to names: read at the start, made at once, kept in their file.
import Dispatch
import ReaderUI
import StoryParsing
import StoryQuery

extension NewsDesk {
  /// What the reader said of names in earlier sittings, and since by hand.
  func readCorrections() {
    let (said, troubles) = corrections.read()
    if !troubles.isEmpty {
      post(.troubled(troubles))
      post(.failed(troubles[0]))
    }
    if said != shelf.corrections { shelf.correct(said) }
  }

  func identify(_ number: Int) {
    guard let analysis = analyses[number] else { return }
    noting.async { [self] in
      if !shelf.corrections.isEmpty { post(.confirmed(shelf.confirmed)) }
      post(.identified(number: number, shelf.followed(analysis, of: number)))
    }
  }

  /// A change that the reader makes on the screen, as a line of the file.
  func names(_ change: NameChange) {
    guard let correction = shelf.correction(for: change) else {
      return post(.failed("The name stands alone: there is nothing to change"))
    }
    keep(correction, isNew: true)
  }

  /// The file is read anew, so that what was written by hand meanwhile counts too.
  func keep(_ correction: Correction, isNew: Bool) {
    do throws(FileError) {
      try corrections.change(correction, isAdded: isNew)
    } catch {
      let place = corrections.path ?? "corrections"
      post(.failed("\(place): \(error.sentence): the correction was not kept"))
      return
    }
    readCorrections()
    post(.confirmed(shelf.confirmed))
    post(.corrected(correction, isNew: isNew))
  }
}
