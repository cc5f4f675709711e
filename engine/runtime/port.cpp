// The port in process, and the choice between it and the socket. See port.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/port.hpp"

#include "runtime/admission.hpp"
#include "runtime/requests.hpp"
#include "runtime/settings.hpp"
#include "runtime/socket_port.hpp"
#include "store/open.hpp"

namespace wd::runtime {

namespace {

// Opens the store when first needed: a question needs a reader only and disturbs no writer.
class LocalPort final : public EnginePort {
public:
    LocalPort(std::filesystem::path directory, std::unique_ptr<store::ReadStore> reader, NoteReading note)
        : directory_(std::move(directory)),
          reader_(std::move(reader)),
          note_(std::move(note)),
          clock_(clock_of(*reader_))
    {
    }

    json::object request(const json::object& request) override
    {
        return answered([&]() -> json::object {
            Result<Wish> wish = read_request(request);
            if (!wish)
                return failed(wish.error());
            const Result<Admission> admission = admit(*reader_, token_in(request), *wish, clock_.now());
            if (!admission)
                return failed(admission.error());
            if (const auto* question = std::get_if<Question>(&*wish))
                return ask(*question, *admission);
            const bool ticks = std::holds_alternative<Tick>(*wish);
            if (ticks)
                engine_
                    .reset();  // opened again under guard: timers and left-over work may end a process again and again
            if (!engine_)
                if (const Result<void> opened = open_engine(ticks ? Guard::crashes : Guard::none); !opened)
                    return failed(opened.error());
            return ticks ? tick() : carry_out(*engine_, *wish);
        });
    }

    bool holds_store() const override { return engine_ != nullptr; }

private:
    enum class Guard { none, crashes };

    // On another connection than the token is looked up on: a limit is for good.
    json::object ask(const Question& question, const Admission& admission)
    {
        if (!admission.sight)
            return answer(*reader_, question, clock_.now());
        if (!limited_) {
            Result<std::unique_ptr<store::ReadStore>> opened = store::open_reader(directory_);
            if (!opened)
                return failed(opened.error());
            limited_ = std::move(*opened);
        }
        return answer_admitted(*limited_, question, admission, clock_.now(), note_);
    }

    Result<void> open_engine(Guard guard)
    {
        Result<std::unique_ptr<store::Store>> store = store::open_store(directory_);
        if (!store)
            return store.error();
        Result<EngineOptions> options = engine_options(*reader_, directory_);
        if (!options)
            return options.error();
        options->guard_crashes = guard == Guard::crashes;
        engine_ = create_engine(std::move(*store), clock_, std::move(*options), reopen_in(directory_));
        engine_->start();
        return {};
    }

    json::object tick()
    {
        Ticking ticking;
        while (ticking.go_on(*engine_)) {
        }
        return ticking.answer();
    }

    std::filesystem::path directory_;
    std::unique_ptr<store::ReadStore> reader_;
    std::unique_ptr<store::ReadStore> limited_;  // opened when first needed
    NoteReading note_;
    SystemClock clock_;
    std::unique_ptr<Engine> engine_;
};

}  // namespace

Result<std::unique_ptr<EnginePort>> open_port(const std::filesystem::path& directory, NoteReading note)
{
    if (std::unique_ptr<EnginePort> served = connect_to_server(directory))
        return served;
    Result<std::unique_ptr<store::ReadStore>> reader = store::open_reader(directory);
    if (!reader)
        return reader.error();
    return std::unique_ptr<EnginePort>{std::make_unique<LocalPort>(directory, std::move(*reader), std::move(note))};
}

}  // namespace wd::runtime
