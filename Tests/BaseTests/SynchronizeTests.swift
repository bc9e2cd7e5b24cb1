import Base
import FoundationEssentials
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

@Suite struct SynchronizeTests {
  @Test func `files and folders are synchronized, and what is not there is told`() {
    let folder = FileManager.default.temporaryDirectory.path
    #expect(synchronize(folder))
    #expect(!synchronize("\(folder)/nobody made this"))
    #expect(errno == ENOENT)
  }

  @Test(arguments: [("a/b/c", "a/b"), ("/c", "/"), ("/a/c", "/a"), ("c", "."), ("", ".")])
  func `the folder that something is in`(path: String, expected: String) {
    #expect(folder(of: path) == expected)
  }
}
