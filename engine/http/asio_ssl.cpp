// The TLS of Asio is compiled once, here; the rest of Asio in runtime.
// SPDX-License-Identifier: EUPL-1.2
#include <boost/asio/ssl/impl/src.hpp>
