// Lists in pages.
// SPDX-License-Identifier: EUPL-1.2
#include "http/pages.hpp"

#include "requests.hpp"

namespace wd::http::test {

namespace {

json::array rows(std::initializer_list<std::int64_t> numbers)
{
    json::array list;
    for (const std::int64_t number : numbers)
        list.push_back(json::object{{"rol", fmt::format("rol{}", number)}});
    return list;
}

std::string text(const Page& page)
{
    std::string out;
    for (const json::value& row : page.rows)
        out += std::string(row.at("rol").as_string()) + " ";
    return out;
}

TEST(Pages, GoOnWhereTheLastOneEnded)
{
    ListWish wish;
    wish.limit = 2;

    const Page first = *page_of(rows({1, 2, 3}), wish);
    ASSERT_TRUE(first.next);
    wish.cursor = *first.next;
    const Page second = *page_of(rows({1, 2, 3}), wish);

    EXPECT_EQ(text(first), "rol1 rol2 ");
    EXPECT_EQ(text(second), "rol3 ");
    EXPECT_FALSE(second.next);
}

TEST(Pages, GoOnBehindTheSameRowWhenOthersCameInBefore)
{
    ListWish wish;
    wish.limit = 2;
    wish.cursor = *page_of(rows({2, 3, 4}), wish)->next;

    EXPECT_EQ(text(*page_of(rows({1, 2, 3, 4}), wish)), "rol4 ");
    EXPECT_EQ(text(*page_of(rows({2, 4, 5}), wish)), "rol5 ");  // the row itself is gone: by its place
}

TEST(Pages, RefuseACursorOfSomethingElse)
{
    ListWish wish;
    for (const char* wrong : {"x", "2", "-", "0-0123456789abcdef", "2-xyz", "fffffffffffff-0123456789abcdef"}) {
        wish.cursor = wrong;
        EXPECT_EQ(page_of(rows({1}), wish).error().where.field, "cursor") << wrong;
    }
}

TEST(Pages, SortWithWhatIsMissingLast)
{
    const Schema& schema = *find_schema("role");
    ListWish wish;
    wish.sort = &schema.members.front();
    json::array list = rows({2, 1});
    list.push_back(json::object{});

    const Page rising = *page_of(list, wish);
    wish.descending = true;
    const Page falling = *page_of(list, wish);

    EXPECT_EQ(rising.rows[0].at("rol"), "rol1");
    EXPECT_TRUE(rising.rows[2].as_object().empty());
    EXPECT_EQ(falling.rows[0].at("rol"), "rol2");
    EXPECT_TRUE(falling.rows[2].as_object().empty());
}

TEST(Pages, LinkToTheNextOneWithTheSameWishes)
{
    const Request request = a_request("GET", "/api/v1/taken?programma=programma-1&cursor=2-0123456789abcdef&rol=a%20b");

    EXPECT_EQ(next_target(request, "4-0123456789abcdef"),
              "/api/v1/taken?programma=programma-1&rol=a%20b&cursor=4-0123456789abcdef");
}

}  // namespace

}  // namespace wd::http::test
