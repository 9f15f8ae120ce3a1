// What is a web address, what it says, and where its redirects lead.
import StorySources
import Testing

struct AddressTests {
  @Test(arguments: [
    ("HTTP://Example.ORG", "http://example.org/"),
    ("https://example.org:443/a?b#c", "https://example.org/a?b"),
    ("http://example.org:8080/ü x", "http://example.org:8080/%C3%BC%20x"),
    ("http://[2001:db8::1]:81/", "http://[2001:db8::1]:81/"),
    ("http://a:b@example.org?x", "http://example.org/?x"),
    ("  https://münchen.example/\n", "https://münchen.example/"),
  ])
  func anAddressIsWrittenOneWay(given: String, text: String) {
    #expect(Address(given)?.text == text)
  }

  @Test(arguments: [
    "ftp://example.org/", "example.org", "http:///x", "http://", "http://a b/", "http://a:0/",
    "http://a:99999/", "http://[::1", "http://a\u{1B}[0m/", "http://a\\@b/", "javascript:1",
    "http://a%00/", "", "://x",
  ])
  func whatIsNoAddressIsRefused(text: String) {
    #expect(Address(text) == nil)
  }

  @Test(arguments: [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "::1", "::", "fd00::1", "fe80::1", "::ffff:10.0.0.1",
    "64:ff9b::a00:1", "224.0.0.1", "255.255.255.255",
  ])
  func theOwnNetworkIsPrivate(number: String) throws {
    #expect(try #require(NetworkNumber(number)).isPrivate)
  }

  @Test(arguments: [
    "1.1.1.1", "172.15.0.1", "172.32.0.1", "192.167.1.1", "100.128.0.1", "2606:4700::1111",
    "::ffff:1.1.1.1",
  ])
  func theInternetIsNot(number: String) throws {
    #expect(try !#require(NetworkNumber(number)).isPrivate)
  }
}
