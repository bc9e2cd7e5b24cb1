#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// Waits until the disk has what was written to the file or folder at `path`; false, with `errno`, if it
/// cannot.
///
/// A file that is to replace another is synchronized before it is renamed, and its folder after that:
/// otherwise a power cut may leave an empty file, or the old name. File systems that know no such thing say
/// `EINVAL`, which is no failure.
public func synchronize(_ path: String) -> Bool {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return false }
  let isDone = fsync(descriptor) == 0 || errno == EINVAL
  let code = errno
  close(descriptor)
  errno = code
  return isDone
}

/// The folder that the file or folder at `path` is in, without a `/` at its end; `.` if `path` names none.
public func folder(of path: String) -> String {
  guard let end = path.lastIndex(of: "/") else { return "." }
  return end == path.startIndex ? "/" : String(path[..<end])
}
