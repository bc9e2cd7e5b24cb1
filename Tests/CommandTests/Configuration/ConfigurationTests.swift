import Base
import Client
import Engine
import Foundation
import TestSupport
import Testing

@testable import seedbed

@Suite struct ConfigurationTests {
  private static let url = "http://127.0.0.1:1/v1"

  @Test func `every field of a file reaches the client`() throws {
    let settings = try Settings([
      "full": [
        "base_urls": ["http://a/v1", "http://b/v1"], "model": "smol", "timeout": 30,
        "limits": ["concurrency": 64, "max_rpm": 500, "max_tpm": 200_000],
        "prices": ["prompt": 0.15, "completion": 0.6], "proxy": "http://proxy:1",
        "max_tokens_field": "max_completion_tokens", "headers": ["X-Team": "seeds"],
        "body": ["seed": 7], "kind": "azure", "api_version": "2024-10-21",
      ]
    ])
    let access = try settings.access("--endpoint", "full")
    let endpoint = access[0].client.endpoint
    #expect(endpoint.name == "full")
    #expect(endpoint.servers == ["http://a/v1", "http://b/v1"])
    #expect(endpoint.kind == .azure(apiVersion: "2024-10-21"))
    #expect(endpoint.timeout == 30)
    #expect(endpoint.proxy == "http://proxy:1")
    #expect(endpoint.tokenLimitField == "max_completion_tokens")
    #expect(endpoint.headers.map { "\($0.0): \($0.1)" } == ["X-Team: seeds"])
    #expect(
      endpoint.limits
        == Limits(concurrency: 64, requestsPerMinute: 500, tokensPerMinute: 200_000))
    #expect(access[0].prices == ModelAccess.Prices(prompt: 0.15, completion: 0.6))
    #expect(access[0] === access[1])
    let flags = try settings.flags("answer", "--endpoint", "full")
    #expect(try flags.model() == "smol")
    #expect(try flags.body() == ["seed": 7])
  }

  @Test func `keys and headers come from the variables that the file names`() async throws {
    let double = try ModelDouble { $0.key = "sk-right" }
    let endpoint: JSON = [
      "base_urls": [.string(double.baseURL)], "key_env": "HOST_KEY",
      "headers": ["X-Org": ["env": "HOST_ORG"]],
    ]
    let environment = ["HOST_KEY": "sk-right", "HOST_ORG": "o1", "OPENAI_API_KEY": "sk-other"]
    let settings = try Settings(["host": endpoint], environment: environment)
    let client = try settings.access("--endpoint", "host")[0].client
    #expect(await client.get("models").status == 200)
    #expect(double.server.requests.first?.headers["x-org"] == "o1")
    #expect(
      try Settings(["host": endpoint], environment: ["HOST_KEY": "k"]).problem("--endpoint", "host")
        == "endpoint \"host\" needs the variable HOST_ORG, which is not set")
  }

  @Test func `an endpoint without a key gets nobody else's`() async throws {
    let double = try ModelDouble()
    let settings = try Settings(
      ["local": ["base_urls": [.string(double.baseURL)]]],
      environment: ["OPENAI_API_KEY": "sk-hosted", "OPENAI_BASE_URL": Self.url])
    _ = await (try settings.access("--endpoint", "local"))[0].client.get("models")
    let headers = try #require(double.server.requests.first).headers
    #expect(headers["authorization"] == nil)
  }

  @Test func `a flag goes before the environment, and that before the endpoint called default`()
    throws
  {
    let endpoints: JSON = ["default": ["base_urls": ["http://file/v1"], "model": "filed"]]
    func server(_ environment: [String: String], _ flags: String...) throws -> String {
      let settings = try Settings(endpoints, environment: environment)
      let access =
        flags.isEmpty ? try settings.access() : try settings.access(flags[0], flags[1])
      return access[0].client.endpoint.servers[0]
    }
    let environment = ["OPENAI_BASE_URL": "http://environment/v1"]
    #expect(try server(environment, "--base-url", "http://flag/v1") == "http://flag/v1")
    #expect(try server(environment, "--endpoint", "default") == "http://file/v1")
    #expect(try server(environment) == "http://environment/v1")
    #expect(try server([:]) == "http://file/v1")
  }

  @Test func `a stage's own endpoint gets neither the model nor the headers meant for the others`()
    throws
  {
    let settings = try Settings([
      "local": ["base_urls": ["http://local/v1"], "model": "smol"],
      "host": [
        "base_urls": ["http://host/v1"], "model": "large", "limits": ["max_rpm": 9],
        "body": ["seed": 1, "top_k": 2],
      ],
    ])
    let plain = ["--endpoint", "local", "--header", "X-Key: local", "--max-rpm", "600"]
    let access = try settings.access(
      plain[0], plain[1], plain[2], plain[3], plain[4], plain[5], "--answer-endpoint", "host")
    #expect(access.map(\.client.endpoint.name) == ["local", "host"])
    #expect(access.map { $0.client.endpoint.headers.count } == [1, 0])
    #expect(access.map { $0.client.endpoint.limits.requestsPerMinute } == [600, 9])
    let flags = try settings.flags(
      "answer", "--model", "tiny", "--answer-endpoint", "host", "--answer-body", #"{"seed": 5}"#)
    #expect(try flags.model() == "large")
    #expect(try flags.body() == ["seed": 5, "top_k": 2])
    #expect(
      try settings.flags("question", "--endpoint", "local", "--model", "tiny").model() == "tiny")
  }

  @Test func `the key of a named endpoint does not go to a server typed for one stage`() throws {
    let settings = try Settings(["host": ["base_urls": ["http://host/v1"], "key_env": "HOST_KEY"]])
    let flags = try settings.flags(
      "answer", "--endpoint", "host", "--answer-base-url", "http://other/v1")
    #expect(flags.settings.keyVariable == "OPENAI_API_KEY")
    #expect(flags.settings.name == "answer")
    let moved = try settings.flags("answer", "--endpoint", "host", "--base-url", "http://new/v1")
    #expect(moved.settings.name == "host")
    #expect(moved.settings.servers == ["http://new/v1"])
  }

  @Test func `the project's file goes before the user's, endpoint by endpoint`() throws {
    let user = try Settings([
      "a": ["base_urls": ["http://user/a"], "model": "m"], "b": ["base_urls": ["http://user/b"]],
    ])
    let project = try TemporaryFolder()
    try project.write(
      #"{"endpoints": {"a": {"base_urls": ["http://project/a"]}}}"#, to: "seedbed.json")
    let both = try Configuration(environment: user.environment, folder: project.path + "/")
    #expect(
      both.endpoints.mapValues(\.servers) == ["a": ["http://project/a"], "b": ["http://user/b"]])
    #expect(both.endpoints["a"]?.model == nil)
  }

  @Test func `the user's file is found as the XDG specification has it`() throws {
    func first(_ environment: [String: String]) throws -> String {
      try Configuration(environment: environment, folder: "/nowhere/").files[0]
    }
    #expect(try first(["HOME": "/none"]) == "/none/.config/seedbed/config.json")
    #expect(
      try first(["HOME": "/none", "XDG_CONFIG_HOME": "x"]) == "/none/.config/seedbed/config.json")
    #expect(try first(["HOME": "/none", "XDG_CONFIG_HOME": "/x"]) == "/x/seedbed/config.json")
    #expect(try first([:]) == "/nowhere/seedbed.json")
  }

  @Test func `the documentation's example can be used as it is`() throws {
    let page = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../../../docs/endpoints.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let block = try #require(text.firstRange(of: "```json\n"))
    let example = text[block.upperBound...].prefix { $0 != "`" }
    let settings = try Settings(text: String(example), environment: ["OPENAI_API_KEY": "k"])
    let access = try settings.access("--endpoint", "local", "--answer-endpoint", "hosted")
    #expect(access.map(\.client.endpoint.name) == ["local", "hosted"])
    #expect(access[1].prices != nil)
  }
}
