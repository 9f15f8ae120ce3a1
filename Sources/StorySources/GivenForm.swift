// What a reader says of the files to be read.

/// How files are written, and how much of them is taken.
package struct GivenForm: Hashable, Sendable {
  /// The format of every file; nil recognises it by content.
  package var format: Format?
  /// What the fields of JSON lines and tables are called.
  package var names = FieldNames()
  package var limits = Limits()

  package init(_ format: Format? = nil, naming names: FieldNames = FieldNames()) {
    (self.format, self.names) = (format, names)
  }
}
