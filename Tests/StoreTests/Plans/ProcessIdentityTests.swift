import Testing

@testable import Store

@Suite struct ProcessIdentityTests {
  @Test func `this process lives`() {
    #expect(ProcessIdentity.current.isAlive)
    #expect(ProcessIdentity(stored: ProcessIdentity.current.text).isAlive)
  }

  @Test func `another process with the same number, another boot and nonsense do not live`() {
    let parts = ProcessIdentity.current.text.split(separator: "/").map(String.init)
    let others = [
      "\(parts[0])/\(parts[1])/1", "another-boot/\(parts[1])/\(parts.last ?? "")",
      "\(parts[0])/4194999/1", "", "/", "a/b/c",
    ]
    for other in others { #expect(!ProcessIdentity(stored: other).isAlive, "\(other)") }
  }
}
