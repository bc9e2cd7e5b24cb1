import Base
import Client
import Engine
import TestSupport
import Testing

@testable import seedbed

@Suite struct EnvironmentTests {
  /// The target, the key header and the model of a chat that the environment alone describes.
  private func asked(
    _ server: LoopbackServer, _ more: [String: String], key: String? = "sk-azure"
  ) async throws -> String {
    let root = server.baseURL.replacing("/v1", with: "/")
    var own = ["AZURE_OPENAI_ENDPOINT": root]
    own["AZURE_OPENAI_API_KEY"] = key
    let settings = try Settings([:], environment: own.merging(more) { $1 })
    let (client, model) = (
      try settings.access()[0].client, try settings.flags("question").model()
    )
    let request = ChatRequest(model: model, messages: [.init(role: "user", "Why?")])
    _ = await client.send(request.body(for: client.endpoint), model: model)
    let sent = try #require(server.requests.last)
    let shown = sent.headers["api-key"] ?? sent.headers["authorization"] ?? ""
    return "\(sent.target) \(shown)"
  }

  @Test func `Azure's variables lead to its classic paths, or to those like OpenAI's`()
    async throws
  {
    let server = try LoopbackServer { _ in HTTPReply(json: [:]) }
    let deployment = ["AZURE_OPENAI_DEPLOYMENT": "gpt 4"]
    #expect(try await asked(server, deployment) == "/openai/v1/chat/completions sk-azure")
    let classic = "/openai/deployments/gpt%204/chat/completions?api-version=2024-10-21 sk-azure"
    for name in ["AZURE_OPENAI_API_VERSION", "OPENAI_API_VERSION"] {
      let version = [name: "2024-10-21"].merging(deployment) { $1 }
      #expect(try await asked(server, version) == classic)
    }
  }

  @Test func `a token of Entra ID is sent as one where there is no key`() async throws {
    let server = try LoopbackServer { _ in HTTPReply(json: [:]) }
    let token = ["AZURE_OPENAI_DEPLOYMENT": "m", "AZURE_OPENAI_AD_TOKEN": "a-token"]
    let target = "/openai/v1/chat/completions"
    #expect(try await asked(server, token, key: nil) == "\(target) Bearer a-token")
    #expect(try await asked(server, token) == "\(target) sk-azure")
  }

  @Test func `SSL_CERT_FILE names the certificates to trust, unless it is empty`() throws {
    func file(_ environment: [String: String]) throws -> String? {
      let all = environment.merging(["OPENAI_BASE_URL": "https://b/v1"]) { $1 }
      return try Settings([:], environment: all).access()[0].client.endpoint.caFile
    }
    #expect(try file(["SSL_CERT_FILE": "/own/ca.pem"]) == "/own/ca.pem")
    #expect(try file(["SSL_CERT_FILE": ""]) == nil)
    #expect(try file([:]) == nil)
  }

  @Test func `two endpoints in the environment are one too many`() throws {
    let both = [
      "AZURE_OPENAI_ENDPOINT": "https://a", "OPENAI_BASE_URL": "https://b/v1",
    ]
    #expect(
      try Settings([:], environment: both).problem()
        == "OPENAI_BASE_URL and AZURE_OPENAI_ENDPOINT are both set: unset one of them, "
        + "or add --base-url or --endpoint")
    let empty = ["AZURE_OPENAI_ENDPOINT": "", "OPENAI_BASE_URL": "https://b/v1"]
    #expect(try Settings([:], environment: empty).problem() == "")
    #expect(try Settings([:], environment: both).problem("--base-url", "https://c/v1") == "")
  }
}
