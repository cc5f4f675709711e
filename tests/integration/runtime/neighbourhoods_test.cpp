// The CSV of neighbourhoods, and the sub-areas made from it.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/neighbourhoods.hpp"
#include "inputs.hpp"

#include <set>

namespace wd::runtime {
namespace {

constexpr const char* header = "wijk;gemeente;cbs_gemeentecode;cbs_later;vanaf;inwoners\n";

AreaHabits habits()
{
    AreaHabits some;
    some.inhabitants_per_subarea = 2'500;
    some.subareas_min = 2;
    some.subareas_max = 8;
    some.blocks_per_subarea = 3;
    some.inhabitants_per_complex = 1'500;
    some.complexes_min = 1;
    some.complexes_max = 10;
    some.complex_dwellings = {60, 20};
    some.complex_dwellings_min = 10;
    return some;
}

TEST(Neighbourhoods, ShippedFileHasEighteenInNineteenLines)
{
    const auto read = read_neighbourhoods(read_text(std::filesystem::path{DEMO_DATA} / "wijken.csv"), "wijken.csv");

    ASSERT_TRUE(read) << to_text(read.error());
    ASSERT_EQ(read->size(), 18U);
    const auto two =
        std::find_if(read->begin(), read->end(), [](const Neighbourhood& n) { return n.municipalities.size() == 2; });
    ASSERT_NE(two, read->end());
    EXPECT_EQ(two->name, "Nieuwborgen");
    EXPECT_EQ(two->municipalities[1].later_code, "GM1979");
    EXPECT_EQ(two->inhabitants, 2'825);
}

TEST(Neighbourhoods, EverythingWrongIsToldAtOnceWithItsLine)
{
    const auto read = read_neighbourhoods(
        std::string{header} + "Laak;Den Haag;0518;;;veel\nLaak;Rijswijk;GM0603;GM0001;;10\n", "w.csv");

    ASSERT_FALSE(read);
    const std::string told = to_text(read.error());
    EXPECT_NE(told.find("w.csv:2"), std::string::npos) << told;
    EXPECT_NE(told.find("'0518' is geen gemeentecode"), std::string::npos) << told;
    EXPECT_NE(told.find("'veel' is geen aantal inwoners"), std::string::npos) << told;
    EXPECT_NE(told.find("w.csv:3"), std::string::npos) << told;
    EXPECT_NE(told.find("horen samen"), std::string::npos) << told;
}

TEST(Neighbourhoods, AnotherHeaderOrAnEmptyFileIsRefused)
{
    EXPECT_FALSE(read_neighbourhoods("naam;plaats\nLaak;Den Haag\n", "w.csv"));
    EXPECT_FALSE(read_neighbourhoods("", "w.csv"));
    EXPECT_FALSE(read_neighbourhoods(header, "w.csv"));
}

TEST(Neighbourhoods, SubAreasAddUpToTheWholeAndCarryNoCodes)
{
    const Neighbourhood meerzicht{"Meerzicht", {{"Zoetermeer", "GM0637", "", {}}}, 15'239};
    SeededEntropy entropy{1, 1};

    const domain::ImportAreas areas = make_areas(domain::ProgrammeId{1}, meerzicht, habits(), entropy);

    std::int64_t people = 0;
    std::int64_t subareas = 0;
    std::set<std::string> ids;
    for (const domain::NewArea& area : areas.areas) {
        EXPECT_TRUE(area.code.empty());
        EXPECT_TRUE(ids.insert(area.id).second) << area.id;
        EXPECT_GT(area.dwellings, 0);
        if (area.kind == "deelgebied") {
            ++subareas;
            people += area.inhabitants;
        }
    }
    EXPECT_EQ(subareas, 6);
    EXPECT_EQ(people, 15'239);
}

}  // namespace
}  // namespace wd::runtime
