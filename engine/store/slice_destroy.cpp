// The one line that stays of a programme. See slice.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "base/entropy.hpp"
#include "store/slice.hpp"

#include <algorithm>

namespace wd::store {

void destroy_slice(Store& store, ProgrammeId programme, std::string_view ground, Timestamp at,
                   const domain::Actor& actor)
{
    store.begin();
    const domain::Head gone = store.destroy_programme(programme);
    const domain::Programme home = store.load_programme(domain::installation).value();
    NewContent content;
    content.id = domain::ContentId{store.take_id(domain::installation)};
    content.kind = "reason";
    content.ground = "archief";
    content.bytes = ground;
    SystemEntropy{}.fill(content.salt);
    Sha256Hasher hasher;
    hasher.add(content.salt);
    hasher.add(content.bytes);
    const domain::ContentRef reference{content.id, hasher.finish()};
    Writes writes;
    writes.stream = domain::installation;
    writes.head_pseq = home.pseq;
    writes.head_hash = home.hash;
    // The clock of a machine may go back, that of a log may not.
    writes.events.push_back({domain::RunId{}, 0, std::max(at, home.last_at), actor,
                             domain::ProgrammeDestroyed{programme, gone.pseq, gone.hash, reference}});
    writes.contents.push_back(std::move(content));
    store.append(writes);
    store.commit();
}

}  // namespace wd::store
