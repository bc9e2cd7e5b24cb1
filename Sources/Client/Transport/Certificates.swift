import CCurl

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where the system keeps the certificates that it trusts.
enum Certificates {
  /// The file; nil if libcurl knows a place itself, as a distribution's own does, or none is found.
  static let file: String? = {
    guard let known = curl_version_info(CURLVERSION_SEVENTH), known.pointee.cainfo == nil,
      known.pointee.capath == nil
    else { return nil }
    return places.first { access($0, R_OK) == 0 }
  }()

  /// As Go's crypto/x509 looks for them (root_linux.go).
  private static let places = [
    "/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Arch, Gentoo
    "/etc/pki/tls/certs/ca-bundle.crt",  // Fedora, Red Hat
    "/etc/ssl/ca-bundle.pem",  // openSUSE
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",  // Red Hat 7
    "/etc/ssl/cert.pem",  // Alpine
  ]
}
