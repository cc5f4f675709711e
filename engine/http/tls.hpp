// The TLS that we speak: what the guidelines of the NCSC call good, and nothing older. Does not know who connects.
// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "base/error.hpp"
#include "http/listener.hpp"

#include <boost/asio/ssl/context.hpp>

namespace wd::http {

// Refuses a certificate or key that cannot be read, and two that do not belong together.
Result<std::unique_ptr<boost::asio::ssl::context>> create_tls_context(const TlsFiles& files);

}  // namespace wd::http
