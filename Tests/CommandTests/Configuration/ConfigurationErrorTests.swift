import Base
import Testing

@testable import seedbed

@Suite struct ConfigurationErrorTests {
  /// What is said of a file with one endpoint called `e` that has `fields` besides a base URL.
  private func problem(_ fields: JSON) throws -> String {
    let endpoint = (fields.object ?? []).reduce(["base_urls": ["http://h/v1"]] as JSON) {
      $0.setting($1.name, $1.value)
    }
    return try Settings(["e": endpoint]).problem("--endpoint", "e")
  }

  @Test(
    arguments: [
      (["base_urls": "http://h"], "base_urls needs a list of texts"),
      (["base_urls": []], "base_urls needs a list of texts"),
      (["base_url": "http://h"], "base_url is not known: did you mean base_urls?"),
      (["model": 7], "model needs a text"), (["key_env": ""], "key_env needs a text"),
      (["kind": "ollama"], "kind needs openai or azure"),
      (["api_version": "1"], "api_version is only for \"kind\": \"azure\""),
      (["limits": 9], "limits needs a JSON object"),
      (["limits": ["max_rpm": 0]], "limits.max_rpm needs a whole number of at least 1"),
      (["limits": ["max_rp": 1]], "limits.max_rp is not known: did you mean max_rpm?"),
      (
        ["limits": ["concurrency": 5000]],
        "limits.concurrency needs a whole number from 1 to 4096"
      ),
      (
        ["prices": ["prompt": 1]],
        "prices.completion is missing: give a price of a million tokens, of at least 0"
      ),
      (["timeout": "60"], "timeout needs seconds from 1 to 86400"),
      (["max_tokens_field": "n"], "max_tokens_field needs max_tokens or max_completion_tokens"),
      (
        ["headers": ["X-A": 1]],
        "headers.X-A needs a text, or {\"env\": \"NAME\"} for that variable's value"
      ),
      (["ca_file": "/nowhere/ca.pem"], "ca_file cannot be read: /nowhere/ca.pem"),
      (["body": []], "body needs a JSON object"),
      (
        ["key": "sk-marked"],
        "key_env is the place for a key: the name of the variable that holds it"
      ),
    ] as [(JSON, String)])
  func `a wrong field is told with its file and name`(_ fields: JSON, _ sentence: String) throws {
    #expect(try problem(fields) == "FILE: endpoints.e.\(sentence)")
  }

  @Test func `what the client cannot use is told with the file`() throws {
    #expect(
      try problem(["base_urls": ["localhost:1"]]).hasPrefix(
        "FILE: endpoint \"e\" has a base URL that is no http:// or https:// address"))
    #expect(
      try problem(["body": ["messages": []]]).hasPrefix(
        "FILE: endpoint \"e\" may not set `messages`"))
    let header = try problem(["headers": ["X-A": "marked\n4711"]])
    #expect(header == "FILE: endpoint \"e\" has a header that HTTP cannot carry: \"X-A\"")
  }

  @Test func `a file that is no JSON, or is none of ours, is told`() throws {
    #expect(try Settings(text: "{").problem("--endpoint", "e").hasPrefix("FILE: "))
    #expect(
      try Settings(text: "[]").problem("--endpoint", "e") == "FILE: the file needs a JSON object")
    #expect(
      try Settings(text: #"{"endpoint": {}}"#).problem("--endpoint", "e")
        == "FILE: endpoint is not known: did you mean endpoints?")
  }

  @Test func `a name that is not there is told with those that are`() throws {
    let some: JSON = ["local": ["base_urls": ["http://h"]], "host": ["base_urls": ["http://h"]]]
    #expect(
      try Settings(some).problem("--endpoint", "locl")
        == "no endpoint is called \"locl\": did you mean local?")
    #expect(
      try Settings(some).problem("--answer-endpoint", "mine", "--base-url", "http://h")
        == "no endpoint is called \"mine\": there are host and local")
    #expect(
      try Settings([:]).problem("--endpoint", "mine")
        == "no endpoint is called \"mine\": name it in FILE or seedbed.json")
    #expect(
      try Settings([:]).problem()
        == "no endpoint is given: add --base-url or --endpoint, or set OPENAI_BASE_URL")
  }

  @Test func `a broken file does not matter to a command that names its server`() throws {
    #expect(try Settings(text: "{").problem("--base-url", "http://h") == "")
  }
}
