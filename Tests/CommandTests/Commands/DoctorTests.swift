import Base
import Foundation
import TestSupport
import Testing

@testable import seedbed

@Suite struct DoctorTests {
  /// What `seedbed doctor` finds, by check, and its exit status.
  private func examine(
    _ url: String, _ flags: String...
  ) async throws -> (status: ExitStatus, works: [String: String], details: [String: String]) {
    let output = Recorder()
    let console = Console.recording(output: output)
    let status = await Program(table: .seedbed, console: console)
      .main(["doctor", "--base-url", url, "--json"] + flags)
    let rows = try JSON(parsing: output.text).array ?? []
    func column(_ name: String) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: rows.map { ($0["check"]?.string ?? "", $0[name]?.string ?? "") })
    }
    return (status, column("works"), column("detail"))
  }

  @Test func `an endpoint that can do all is told so`() async throws {
    let double = try ModelDouble()
    let found = try await examine(double.baseURL)
    #expect(found.status == .done)
    #expect(
      found.works == [
        "reachable": "yes", "models": "yes", "chat": "yes", "completions": "yes",
        "json_schema": "yes", "json_object": "yes", "token limit": "yes", "usage": "yes",
        "rate headers": "no", "latency": "yes",
      ])
    #expect(found.details["models"] == "double")
    #expect(found.details["token limit"] == "max_tokens")
    #expect(
      double.server.requests.filter { $0.method == "POST" }.allSatisfy {
        $0.json["model"] == "double"
      })
  }

  @Test func `what an endpoint cannot do is told in its words`() async throws {
    let double = try ModelDouble { habits in
      habits.formats = ["json_object"]
      habits.faults = { _, request in
        request.path == "/v1/completions" ? .error(404, "no raw prompts here") : nil
      }
    }
    let found = try await examine(double.baseURL, "--model", "mine")
    #expect(found.status == .done)
    #expect(found.works["completions"] == "no")
    #expect(found.details["completions"]?.contains("no raw prompts here") == true)
    #expect(found.works["json_schema"] == "no")
    #expect(found.details["json_schema"]?.contains("json_schema is not supported") == true)
    #expect(found.works["json_object"] == "yes")
  }

  @Test func `a server that knows the limit of tokens by its other name, and its rates`()
    async throws
  {
    let server = try LoopbackServer { request in
      if request.json["max_tokens"] != nil {
        return HTTPReply(
          400,
          json: [
            "error": [
              "message": "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens'.",
              "code": "unsupported_parameter", "param": "max_tokens",
            ]
          ])
      }
      return HTTPReply(
        json: ["choices": [["finish_reason": "stop", "message": ["content": "red"]]]],
        headers: [("x-ratelimit-limit-requests", "9")])
    }
    let found = try await examine(server.baseURL, "--model", "o")
    #expect(found.status == .done)
    #expect(found.details["token limit"] == "max_completion_tokens")
    #expect(found.works["usage"] == "no")
    #expect(found.details["rate headers"] == "x-ratelimit-limit-requests")
    #expect(found.details["json_schema"] == "the reply is no JSON object")
  }

  @Test func `nobody there, a wrong key and no model end with 1`() async throws {
    let nobody = try await examine("http://127.0.0.1:1/v1")
    #expect(nobody.status == .failed)
    #expect(nobody.works == ["reachable": "no"])
    let locked = try ModelDouble { $0.key = "sk-right" }
    let wrong = try await examine(locked.baseURL, "--model", "m")
    #expect(wrong.status == .failed)
    #expect(wrong.details["chat"]?.contains("Incorrect API key provided.") == true)
    let unnamed = try await examine(locked.baseURL)
    #expect(unnamed.status == .failed)
    #expect(unnamed.works["chat"] == "unknown")
  }
}
