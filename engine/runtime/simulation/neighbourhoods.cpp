// Reading wijken.csv and dividing a neighbourhood. See neighbourhoods.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/neighbourhoods.hpp"

#include "base/text.hpp"
#include "domain/area_codes.hpp"

#include <algorithm>
#include <charconv>

namespace wd::runtime {

namespace {

constexpr std::string_view header = "wijk;gemeente;cbs_gemeentecode;cbs_later;vanaf;inwoners";
constexpr std::size_t columns = 6;

std::vector<std::string_view> split(std::string_view line)
{
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    for (std::size_t at = line.find(';'); at != std::string_view::npos; at = line.find(';', from)) {
        parts.push_back(trimmed(line.substr(from, at - from)));
        from = at + 1;
    }
    parts.push_back(trimmed(line.substr(from)));
    return parts;
}

std::optional<std::int64_t> whole(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failure == std::errc{} && end == text.data() + text.size() && value > 0 ? std::optional{value}
                                                                                   : std::nullopt;
}

class CsvReader {
public:
    explicit CsvReader(std::string file) : file_(std::move(file)) {}

    void read_line(std::string_view line, int number)
    {
        line_ = number;
        const std::vector<std::string_view> cells = split(line);
        if (cells.size() != columns)
            return complain("",
                            fmt::format("verwacht {} kolommen ({}), dit zijn er {}", columns, header, cells.size()));
        if (cells[0].empty())
            return complain("wijk", "de naam van de wijk ontbreekt");
        Neighbourhood& neighbourhood = of_name(cells[0]);
        read_municipality(cells, neighbourhood);
        if (cells[5].empty() == (neighbourhood.inhabitants == 0))
            return complain("inwoners", neighbourhood.inhabitants == 0
                                            ? "het aantal inwoners ontbreekt op de eerste regel van de wijk"
                                            : "het aantal inwoners staat alleen op de eerste regel van de wijk");
        if (cells[5].empty())
            return;
        if (const std::optional<std::int64_t> inhabitants = whole(cells[5]))
            neighbourhood.inhabitants = *inhabitants;
        else
            complain("inwoners",
                     fmt::format("'{}' is geen aantal inwoners; schrijf een getal zonder punten", cells[5]));
    }

    void complain(std::string field, std::string message)
    {
        complaints_.push_back(Error{Errc::invalid, std::move(message), Where{file_, line_, std::move(field)}, {}});
    }

    Result<std::vector<Neighbourhood>> finish()
    {
        if (list_.empty() && complaints_.empty())
            complain("", "er staat geen enkele wijk in");
        if (complaints_.empty())
            return std::move(list_);
        if (complaints_.size() == 1)
            return complaints_.front();
        return Error{Errc::invalid, fmt::format("{}: {} dingen kloppen niet", file_, complaints_.size()),
                     Where{file_, 0, {}}, complaints_};
    }

private:
    Neighbourhood& of_name(std::string_view name)
    {
        const auto found =
            std::find_if(list_.begin(), list_.end(), [&](const Neighbourhood& n) { return n.name == name; });
        return found == list_.end() ? list_.emplace_back(Neighbourhood{std::string(name), {}, 0}) : *found;
    }

    void read_municipality(const std::vector<std::string_view>& cells, Neighbourhood& neighbourhood)
    {
        if (cells[1].empty())
            complain("gemeente", "de gemeente ontbreekt");
        for (const std::size_t at : {std::size_t{2}, std::size_t{3}})
            if (!domain::is_municipality_code(cells[at]) && !(at == 3 && cells[at].empty()))
                complain("cbs_gemeentecode",
                         fmt::format("'{}' is geen gemeentecode; verwacht GM en vier cijfers", cells[at]));
        if (cells[3].empty() != cells[4].empty())
            complain("vanaf", "'cbs_later' en 'vanaf' horen samen: vul beide in of geen van beide");
        MunicipalityPart part{std::string(cells[1]), std::string(cells[2]), std::string(cells[3]), {}};
        if (!cells[4].empty()) {
            const Result<Date> from = parse_date(cells[4]);
            if (!from)
                return complain("vanaf", from.error().message);
            part.later_from = *from;
        }
        neighbourhood.municipalities.push_back(std::move(part));
    }

    std::string file_;
    int line_ = 1;
    std::vector<Neighbourhood> list_;
    std::vector<Error> complaints_;
};

std::string letter(std::int64_t index)
{
    return std::string(1, static_cast<char>('A' + index));
}

// The whole divided into uneven parts: each within a quarter of the even share, and together the whole.
std::vector<std::int64_t> divide(std::int64_t whole_figure, std::int64_t parts, Entropy& entropy)
{
    std::vector<std::int64_t> shares;
    std::int64_t left = whole_figure;
    for (std::int64_t i = 0; i < parts; ++i) {
        const std::int64_t even = left / (parts - i);
        const std::int64_t share = i + 1 == parts ? left : even * entropy.between(75, 125) / 100;
        shares.push_back(std::max<std::int64_t>(1, share));
        left = std::max<std::int64_t>(1, left - share);
    }
    return shares;
}

}  // namespace

Result<std::vector<Neighbourhood>> read_neighbourhoods(std::string_view csv, const std::string& file)
{
    CsvReader reader{file};
    int number = 0;
    while (!csv.empty()) {
        const std::size_t end = csv.find('\n');
        std::string_view line = csv.substr(0, end);
        csv = end == std::string_view::npos ? std::string_view{} : csv.substr(end + 1);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        if (++number == 1) {
            if (line != header)
                reader.complain("", fmt::format("de eerste regel moet zijn: {}", header));
        } else if (!line.empty())
            reader.read_line(line, number);
    }
    return reader.finish();
}

domain::ImportAreas make_areas(domain::ProgrammeId programme, const Neighbourhood& neighbourhood,
                               const AreaHabits& habits, Entropy& entropy)
{
    const auto dwellings = [&](std::int64_t inhabitants) {
        return std::max<std::int64_t>(1, inhabitants * 10 / habits.inhabitants_per_dwelling_tenths);
    };
    domain::ImportAreas import{programme, {}};
    const auto add = [&](std::string id, std::string parent, std::string kind, std::string name,
                         std::int64_t inhabitants) {
        import.areas.push_back({std::move(id), std::move(parent), std::move(kind), std::move(name), "", inhabitants,
                                dwellings(inhabitants), "", ""});
    };
    add("wijk", "", "wijk", neighbourhood.name, neighbourhood.inhabitants);
    const std::int64_t subareas = std::clamp(neighbourhood.inhabitants / habits.inhabitants_per_subarea,
                                             habits.subareas_min, habits.subareas_max);
    const std::vector<std::int64_t> sizes = divide(neighbourhood.inhabitants, subareas, entropy);
    for (std::int64_t i = 0; i < subareas; ++i) {
        const std::int64_t size = sizes[static_cast<std::size_t>(i)];
        const std::string id = "deelgebied_" + letter(i);
        add(id, "wijk", "deelgebied", "Deelgebied " + letter(i), size);
        // Most people live in the blocks where work will be done; the others in houses that need none.
        const std::vector<std::int64_t> blocks = divide(size * 8 / 10, habits.blocks_per_subarea, entropy);
        for (std::size_t b = 0; b < blocks.size(); ++b)
            add(fmt::format("blok_{}{}", letter(i), b + 1), id, "blok", fmt::format("Blok {}{}", letter(i), b + 1),
                blocks[b]);
    }
    const std::int64_t complexes = std::clamp(neighbourhood.inhabitants / habits.inhabitants_per_complex,
                                              habits.complexes_min, habits.complexes_max);
    for (std::int64_t i = 0; i < complexes; ++i) {
        const std::int64_t homes = std::max(habits.complex_dwellings_min, draw(entropy, habits.complex_dwellings));
        add("complex_" + letter(i), "deelgebied_" + letter(i % subareas), "complex", "Complex " + letter(i),
            homes * habits.inhabitants_per_dwelling_tenths / 10);
        import.areas.back().dwellings = homes;
    }
    return import;
}

}  // namespace wd::runtime
