import Base
import Testing

@testable import Client

@Suite struct EndpointTests {
  @Test func `URLs keep credentials and queries, but do not show them`() {
    let address = Address("HTTPS://me:pw@host:8443/v1//?key=1#top")
    #expect(
      address.url("models", .openAI) == "https://me:pw@host:8443/v1/models?key=1")
    #expect(address.shown == "https://host:8443/v1")
    #expect(
      Address("https://r.openai.azure.com/openai/deployments/d").url(
        "chat/completions", .azure(apiVersion: "2024-10-21"))
        == "https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=2024-10-21"
    )
  }

  @Test(arguments: ["", "localhost:8080", "ftp://h/v1", "http://", "http:///v1", "http://a b/v1"])
  func `what is no http address is refused`(_ url: String) {
    #expect(throws: EndpointError.self) { try Endpoint(name: "e", servers: [url]).check() }
  }

  @Test func `settings that cannot work are refused with a sentence`() {
    func problem(_ change: (inout Endpoint) -> Void) -> String {
      var endpoint = Endpoint(name: "local", servers: ["http://h/v1"])
      change(&endpoint)
      do throws(EndpointError) { try endpoint.check() } catch { return "\(error)" }
      return ""
    }
    #expect(problem { _ in } == "")
    #expect(
      problem { $0.servers = [] } == #"endpoint "local" has no server: give a base URL"#)
    #expect(
      problem { $0.headers = [("x\r\nevil", "1")] }
        == #"endpoint "local" has a header that HTTP cannot carry: "x\r\nevil""#)
    #expect(!problem { $0.headers = [("x", "1\nHost: evil")] }.contains("evil"))
    #expect(problem { $0.key = Secret("a\nb") }.contains("Authorization"))
    #expect(problem { $0.extraBody = ["messages": []] }.contains("`messages`"))
    #expect(problem { $0.extraBody = [] }.contains("no JSON object"))
    for seconds in [0, -1, .infinity, .nan] {
      #expect(problem { $0.timeout = seconds }.contains("time-out"))
    }
  }

  @Test func `a header given by the user replaces ours`() {
    var endpoint = Endpoint(
      name: "e", servers: ["http://h"], key: Secret("k"), headers: [("authorization", "Basic x")])
    #expect(!endpoint.headerFields.contains { $0.0 == "Authorization" })
    endpoint.kind = .azure(apiVersion: "1")
    #expect(endpoint.headerFields.contains { $0 == ("api-key", "k") })
  }
}
