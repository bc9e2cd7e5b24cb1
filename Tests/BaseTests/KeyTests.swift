import Base
import Testing

@Suite struct KeyTests {
  @Test func `SHA-256 agrees with the examples of FIPS 180-4`() {
    var digest = SHA256Digest()
    digest.update("abc".utf8)
    #expect(
      hexadecimal(digest.finish())
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test func `a key is 32 digits and depends on where fields end`() {
    #expect(Key(of: ["ab", "c"]).text.count == 32)
    #expect(Key(of: ["ab", "c"]) != Key(of: ["a", "bc"]))
    #expect(Key(of: ["ab", "c"]) == Key(of: ["ab", "c"]))
  }
}
