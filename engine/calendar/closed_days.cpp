// Reading the file of closed days. See closed_days.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "calendar/closed_days.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <tuple>

namespace wd::calendar {

namespace {

constexpr std::string_view header = "van;tot;soort;naam;regio";
constexpr std::size_t columns = 5;
constexpr std::array<std::string_view, 5> kind_words{"schoolvakantie", "bouwvak", "raadsreces", "verkiezing",
                                                     "sluiting"};
constexpr std::array<ClosedKind, 5> kinds{ClosedKind::school_holiday, ClosedKind::construction_break,
                                          ClosedKind::council_recess, ClosedKind::election, ClosedKind::closure};

// Cuts up to the next mark, or to the end, and leaves the rest in `text`.
std::string_view take_until(std::string_view& text, char mark)
{
    const std::size_t end = std::min(text.find(mark), text.size());
    const std::string_view piece = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return piece;
}

std::vector<std::string_view> split_fields(std::string_view line)
{
    const auto marks = std::count(line.begin(), line.end(), ';');
    std::vector<std::string_view> fields;
    for (auto left = marks + 1; left > 0; --left)
        fields.push_back(trimmed(take_until(line, ';')));
    return fields;
}

class Reader {
public:
    explicit Reader(std::string_view file_name) : file_name_(file_name) {}

    void read_line(std::string_view line);
    Result<std::vector<ClosedDay>> finish();

private:
    void read_header(std::string_view line);
    void read_day(std::string_view line);
    std::optional<Date> read_date(std::string_view field, std::string_view column);
    std::optional<ClosedKind> read_kind(std::string_view field);
    bool check_stretch(const ClosedDay& day);
    bool check_text(std::string_view name, std::string_view region);
    bool check_first(const ClosedDay& day);

    template <class... Args>
    void complain(std::string_view column, fmt::format_string<Args...> format, Args&&... args)
    {
        Error error = refusal(Errc::invalid, format, std::forward<Args>(args)...);
        error.where = Where{file_name_, line_, std::string{column}};
        complaints_.push_back(std::move(error));
    }

    std::string file_name_;
    int line_ = 0;
    bool header_seen_ = false;
    std::vector<ClosedDay> days_;
    std::map<std::tuple<Date, Date, ClosedKind, std::string>, int> first_line_;
    std::vector<Error> complaints_;
};

}  // namespace

Result<std::vector<ClosedDay>> parse_closed_days(std::string_view csv, std::string_view file_name)
{
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (csv.starts_with(byte_order_mark))
        csv.remove_prefix(byte_order_mark.size());

    Reader reader{file_name};
    while (!csv.empty())
        reader.read_line(take_until(csv, '\n'));
    return reader.finish();
}

namespace {

void Reader::read_line(std::string_view line)
{
    ++line_;
    line = trimmed(line);
    if (line.starts_with('#') || line.find_first_not_of("; \t") == std::string_view::npos)
        return;
    if (!is_utf8(line))
        return complain("", "deze regel is geen UTF-8; bewaar het bestand als 'CSV UTF-8'");
    header_seen_ ? read_day(line) : read_header(line);
}

void Reader::read_header(std::string_view line)
{
    header_seen_ = true;
    if (line != header)
        complain("", "de eerste regel is '{}', maar moet zijn: {}", line, header);
}

void Reader::read_day(std::string_view line)
{
    const std::vector<std::string_view> fields = split_fields(line);
    if (fields.size() != columns)
        return complain("", "deze regel heeft {} velden in plaats van {}; verwacht {}", fields.size(), columns, header);

    const std::optional<Date> from = read_date(fields[0], "van");
    const std::optional<Date> to = read_date(fields[1], "tot");
    const std::optional<ClosedKind> kind = read_kind(fields[2]);
    const bool text_is_right = check_text(fields[3], fields[4]);
    if (!from || !to || !kind || !text_is_right)
        return;

    ClosedDay day{*from, *to, *kind, to_nfc(fields[3]), std::string{fields[4]}};
    if (check_stretch(day) && check_first(day))
        days_.push_back(std::move(day));
}

std::optional<Date> Reader::read_date(std::string_view field, std::string_view column)
{
    if (field.empty()) {
        complain(column, "de datum '{}' ontbreekt; bij één dag zijn van en tot gelijk", column);
        return std::nullopt;
    }
    const Result<Date> date = parse_date(field);
    if (date)
        return *date;
    complain(column, "{}", date.error().message);
    return std::nullopt;
}

std::optional<ClosedKind> Reader::read_kind(std::string_view field)
{
    const auto found = std::find(kind_words.begin(), kind_words.end(), field);
    if (found != kind_words.end())
        return kinds[static_cast<std::size_t>(found - kind_words.begin())];
    complain("soort", "onbekende soort '{}'{}; kies {}", field, did_you_mean(field, kind_words), join_or(kind_words));
    return std::nullopt;
}

bool Reader::check_text(std::string_view name, std::string_view region)
{
    const std::size_t before = complaints_.size();
    if (name.empty())
        complain("naam", "de naam ontbreekt; schrijf waarom deze dag gesloten is");
    if (name.find('"') != std::string_view::npos)
        complain("naam", "laat de aanhalingstekens weg: {}", name);
    if (!region.empty() && std::find(school_regions.begin(), school_regions.end(), region) == school_regions.end())
        complain("regio", "onbekende regio '{}'{}; kies {}, of laat leeg voor alle", region,
                 did_you_mean(region, school_regions), join_or(school_regions));
    return complaints_.size() == before;
}

bool Reader::check_stretch(const ClosedDay& day)
{
    if (day.to < day.from) {
        complain("tot", "tot ({}) ligt voor van ({}); wissel de datums om", to_text(day.to), to_text(day.from));
        return false;
    }
    const auto length = (day.to - day.from).count() + 1;
    if (length <= closed_stretch_max)
        return true;
    complain("tot", "{} dagen achtereen is te lang, hoogstens {}; klopt het jaar?", length, closed_stretch_max);
    return false;
}

bool Reader::check_first(const ClosedDay& day)
{
    const auto [first, is_new] = first_line_.try_emplace({day.from, day.to, day.kind, day.region}, line_);
    if (!is_new)
        complain("", "dezelfde dagen staan al op regel {}; laat één van beide weg", first->second);
    return is_new;
}

Result<std::vector<ClosedDay>> Reader::finish()
{
    Error error{Errc::invalid, "", Where{file_name_, 0, ""}, {}};
    if (!header_seen_) {
        error.message = fmt::format("het bestand is leeg; de eerste regel moet zijn: {}", header);
        return error;
    }
    if (complaints_.size() == 1)
        return complaints_.front();
    if (!complaints_.empty()) {
        error.message = fmt::format("{} regels of velden kloppen niet", complaints_.size());
        error.details = std::move(complaints_);
        return error;
    }
    if (days_.size() > closed_days_max) {
        error.code = Errc::over_limit;
        error.message = fmt::format("{} regels is te veel, hoogstens {}", days_.size(), closed_days_max);
        return error;
    }
    return std::move(days_);
}

}  // namespace

}  // namespace wd::calendar
