// OpenSSL's objects with owners.
#ifndef SERVICES_PLATFORM_TLS_OPENSSL_TYPES_H_
#define SERVICES_PLATFORM_TLS_OPENSSL_TYPES_H_

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

#include "absl/strings/string_view.h"

namespace dayaq::tls {

template <auto kFree>
struct Freer {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};

inline void FreeChain(STACK_OF(X509) * chain) { sk_X509_free(chain); }

using Certificate = std::unique_ptr<X509, Freer<X509_free>>;
using PrivateKey = std::unique_ptr<EVP_PKEY, Freer<EVP_PKEY_free>>;
// Does not own the certificates in it.
using Chain = std::unique_ptr<STACK_OF(X509), Freer<FreeChain>>;
using Names = std::unique_ptr<GENERAL_NAMES, Freer<GENERAL_NAMES_free>>;
using Store = std::unique_ptr<X509_STORE, Freer<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, Freer<X509_STORE_CTX_free>>;
using Memory = std::unique_ptr<BIO, Freer<BIO_free_all>>;

// A stream over `text`, which must outlive it.
inline Memory Over(absl::string_view text) { return Memory(BIO_new_mem_buf(text.data(), static_cast<int>(text.size()))); }

// For PEM that turns out to be encrypted: no password. Without this OpenSSL would ask at the terminal.
inline int NoPassword(char*, int, int, void*) { return -1; }

}  // namespace dayaq::tls

#endif  // SERVICES_PLATFORM_TLS_OPENSSL_TYPES_H_
