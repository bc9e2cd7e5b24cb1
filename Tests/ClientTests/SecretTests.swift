import Testing

@testable import Client

@Suite struct SecretTests {
  private let secret = Secret("sk-marked-4711\n")

  @Test func `a secret shows itself nowhere`() {
    var dumped = ""
    dump(secret, to: &dumped)
    let endpoint = Endpoint(
      name: "e", servers: ["http://user:sk-marked-4711@h/v1?key=sk-marked-4711"], key: secret,
      headers: [("x-key", "sk-marked-4711")])
    dump(endpoint, to: &dumped)
    dump(Optional(endpoint), to: &dumped)
    dumped += "\(secret) \(String(reflecting: secret)) \(endpoint) \(String(reflecting: endpoint))"
    dumped += "\(Mirror(reflecting: endpoint).children.map { "\($0)" })"
    #expect(!dumped.contains("4711"))
    #expect(dumped.contains("[secret]"))
    #expect("\(endpoint)" == "e (http://h/v1)")
  }

  @Test func `white space around a key is dropped`() {
    #expect(secret.text == "sk-marked-4711")
  }

  @Test func `a key is blotted out wherever it stands`() {
    var bytes = Array("sk-marked-4711, not sk-marked-471 but ssk-marked-4711".utf8)
    secret.hide(in: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == "[secret], not sk-marked-471 but s[secret]")
    var words = Array("none is none".utf8)
    Secret("none").hide(in: &words)
    #expect(String(decoding: words, as: UTF8.self) == "none is none")
  }
}
