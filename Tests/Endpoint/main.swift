import Foundation
import TestSupport

// The tests' model double as a program, so that clients of others can speak to it: prints its base URL
// and serves until its standard input ends.

let double = try ModelDouble(keepsRequests: false) { habits in
  // The words of a prompt bring a fault, so that a client of any language can ask for one.
  habits.faults = { number, request in
    let asked = Question(request.json).prompt
    if asked == "fail once", number % 2 == 1 { return .error(500, "boom") }
    return [
      "rate limit": .rateLimited(retryAfter: "0"), "quota": .quota, "filtered": .filteredPrompt,
      "chunked": .delivered(.chunked(7)), "gzip": .delivered(.gzipped),
      "refusal": .refusal, "truncated": .truncated,
    ][asked]
  }
}
FileHandle.standardOutput.write(Data((double.baseURL + "\n").utf8))
while readLine() != nil {}
withExtendedLifetime(double) {}
