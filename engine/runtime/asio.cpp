// Asio is compiled once, here: two-core machines feel it.
// SPDX-License-Identifier: EUPL-1.2
#include <boost/asio/impl/src.hpp>
