// See conversation.hpp. Three coroutines belong to the program as long as it lives: they read what it says, keep its notes, and look at its
// memory.
// SPDX-License-Identifier: EUPL-1.2
#include "plugin/conversation.hpp"

#include "plugin/delivery.hpp"
#include "plugin/message.hpp"
#include "plugin/process.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <spdlog/spdlog.h>

#include <algorithm>
#include <deque>

namespace wd::plugin {

namespace asio = boost::asio;
using std::chrono::steady_clock;

namespace {

constexpr std::size_t note_bytes = 4'096;  // of one line in the notes

Result<ApiRequest> read_request(const json::object& params)
{
    ApiRequest request;
    for (const auto& member : params) {
        const std::string_view name = member.key();
        if (name == "method" && member.value().is_string())
            request.method = std::string(member.value().get_string());
        else if (name == "path" && member.value().is_string())
            request.target = std::string(member.value().get_string());
        else if (name == "body")
            request.body = member.value();
        else
            return refusal(Errc::invalid, "'api' verwacht method en path als tekst, en body als er een is; niet '{}'",
                           name);
    }
    if (request.method.empty() || !request.target.starts_with('/'))
        return refusal(Errc::invalid, "'api' verwacht method, bijvoorbeeld GET, en path, bijvoorbeeld /taken/taak-12");
    return request;
}

// Held by its runner and by what belongs to the program; the last lets go after that was killed.
class LineConversation final : public Conversation, public std::enable_shared_from_this<LineConversation> {
public:
    LineConversation(const Setting& setting, std::shared_ptr<Process> process)
        : ground_(setting.ground),
          pace_(ground_.settings.pace),
          configuration_(setting.configuration),
          notes_(setting.notes),
          notes_file_(setting.notes_file),
          process_(std::move(process))
    {
    }

    void begin()
    {
        spawn(listen());
        spawn(keep_notes());
        spawn(watch_memory());
    }

    asio::awaitable<Result<json::value>> ask(std::string_view method, json::object params,
                                             std::chrono::milliseconds patience) override
    {
        answer_.reset();
        open_ = true;
        send(write_question(++asked_, method, params));
        const Instant deadline = steady_clock::now() + patience;
        while (!answer_ && broken_.empty()) {
            const Instant until = std::min(deadline, end_by_);
            if (steady_clock::now() >= until) {
                too_slow_ = true;
                breaks(fmt::format("antwoordt niet op '{}' binnen {} seconden", method,
                                   std::max<std::int64_t>(1, patience.count() / 1'000)));
                break;
            }
            co_await wait(until);
        }
        open_ = false;
        if (!answer_)
            co_return refusal(Errc::unavailable, "{}", broken_);
        if (!answer_->result)
            co_return refusal(Errc::invalid, "{}", shortened(answer_->refused));
        co_return std::move(*answer_->result);
    }

    asio::awaitable<void> wait(Instant until) override
    {
        boost::system::error_code ignored;
        changed_.expires_at(until);
        co_await changed_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
    }
    void wake() override { changed_.cancel(); }
    void end_by(Instant instant) override
    {
        end_by_ = instant;
        wake();
    }

    const std::string& broken() const override { return broken_; }
    void breaks(std::string why) override
    {
        if (broken_.empty())
            broken_ = std::move(why);
        room_.cancel();
        wake();
    }
    bool was_too_slow() const override { return too_slow_; }

    void close_input() override { process_->close_input(); }
    void end() override
    {
        process_->kill();
        breaks("is gestopt");  // for those who still look at it
        look_.cancel();
    }

private:
    // Everything that runs by itself goes through here, so that nothing fails unseen; it keeps this alive.
    void spawn(asio::awaitable<void> work)
    {
        asio::co_spawn(ground_.context, std::move(work),
                       [self = shared_from_this()](const std::exception_ptr& failure) {
                           try {
                               if (failure)
                                   std::rethrow_exception(failure);
                           } catch (const std::exception& error) {
                               spdlog::error("plugin {}: {}", self->configuration_.name, error.what());
                               self->breaks(
                                   "Wijkdraad zelf maakte een fout bij deze plugin; kijk in de meldingen van "
                                   "Wijkdraad");
                           }
                       });
    }

    asio::awaitable<void> listen()
    {
        while (true) {
            std::optional<std::string> line = co_await process_->read_line(Process::Output::messages);
            if (!line)
                break;
            Result<Message> message = read_message(*line);
            if (!message) {
                notes_.warn("(geen bericht: {})", std::string_view(*line).substr(0, note_bytes));
                breaks(fmt::format("{}; de regel staat in {}", message.error().message, notes_file_.string()));
                co_return;
            }
            if (auto* answered = std::get_if<Answered>(&*message))
                take_answer(std::move(*answered));
            else
                serve(std::move(std::get<Asked>(*message)));
            // Whoever asks more than it waits for is not read until it took its answers.
            while (requests_ + out_.size() >= pace_.asked_at_once && broken_.empty()) {
                boost::system::error_code ignored;
                room_.expires_at(steady_clock::time_point::max());
                co_await room_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
            }
            if (!broken_.empty())
                co_return;
        }
        const bool too_much = process_->sent_too_much();
        const std::string end = process_->kill();
        breaks(too_much ? fmt::format("stuurde een regel van meer dan {} bytes", line_max)
                        : fmt::format("{}; de meldingen staan in {}", end, notes_file_.string()));
    }

    void take_answer(Answered answered)
    {
        if (!open_ || answered.id != asked_)
            return breaks(fmt::format("antwoordde op vraag {}, en die staat niet open", answered.id));
        open_ = false;
        answer_ = std::move(answered);
        wake();
    }

    asio::awaitable<void> keep_notes()
    {
        while (true) {
            const std::optional<std::string> line = co_await process_->read_line(Process::Output::notes);
            if (!line)
                co_return;
            notes_.info("{}", std::string_view(*line).substr(0, note_bytes));
        }
    }

    asio::awaitable<void> watch_memory()
    {
        constexpr std::int64_t mebibyte = 1 << 20;
        while (broken_.empty()) {
            const std::int64_t used = process_->memory_bytes() / mebibyte;
            if (used > configuration_.manifest.memory_mib) {
                breaks(fmt::format("gebruikte {} MiB geheugen en mag er {} hebben (memory_mib in plugin.toml)", used,
                                   configuration_.manifest.memory_mib));
                process_->kill();
                co_return;
            }
            boost::system::error_code ignored;
            look_.expires_after(pace_.memory_look);
            co_await look_.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
        }
    }

    void send(std::string line)
    {
        out_.push_back(std::move(line));
        if (!std::exchange(writing_, true))
            spawn(write_all());
    }

    asio::awaitable<void> write_all()
    {
        while (!out_.empty()) {
            std::string line = std::move(out_.front());
            out_.pop_front();
            if (!co_await process_->write(std::move(line)))
                out_.clear();  // it is gone; who reads hears how
            room_.cancel();
        }
        writing_ = false;
    }

    // --- What the plugin asks.

    void serve(Asked asked)
    {
        if (asked.method != "api")
            return send(write_refusal(asked.id, unknown_method,
                                      fmt::format("Wijkdraad kent '{}' niet; alleen 'api'", asked.method)));
        Result<ApiRequest> request = read_request(asked.params);
        if (!request)
            return send(write_refusal(asked.id, wrong_parameters, request.error().message));
        if (configuration_.token.empty())
            return send(write_refusal(asked.id, refused_here,
                                      "deze plugin heeft geen token; zet er een bij 'token' in de instellingen"));
        request->token = configuration_.token;
        ++requests_;
        ground_.ask_api(std::move(*request), [self = shared_from_this(), id = std::move(asked.id)](ApiAnswer answer) {
            asio::post(self->ground_.context, [self, id, answer = std::move(answer)] {
                --self->requests_;
                self->room_.cancel();
                const Result<json::value> body = answer.body.empty() ? json::value{} : parse_json(answer.body);
                self->send(write_answer(
                    id, json::object{{"status", answer.status}, {"body", body ? *body : json::value(answer.body)}}));
            });
        });
    }

    HostGround& ground_;
    const Pace& pace_;
    const Configuration& configuration_;
    spdlog::logger& notes_;
    const std::filesystem::path notes_file_;
    std::shared_ptr<Process> process_;
    asio::steady_timer changed_{ground_.context};  // cancelled when something happened that whoever asks may wait for
    asio::steady_timer room_{ground_.context};     // and when another request of the plugin may be read
    asio::steady_timer look_{ground_.context};     // until its memory is looked at
    std::string broken_;
    bool too_slow_ = false;
    Instant end_by_ = Instant::max();
    std::int64_t asked_ = 0;  // number of the last question
    bool open_ = false;       // it has no answer yet
    std::optional<Answered> answer_;
    std::deque<std::string> out_;  // lines that wait to be written
    bool writing_ = false;
    std::size_t requests_ = 0;  // of the plugin, that we still have to answer
};

}  // namespace

Result<std::shared_ptr<Conversation>> begin_conversation(const Setting& setting)
{
    const Manifest& manifest = setting.configuration.manifest;
    Result<std::shared_ptr<Process>> process =
        start_process(setting.ground.context.get_executor(), Program{manifest.command, manifest.folder});
    if (!process)
        return process.error();
    const auto conversation = std::make_shared<LineConversation>(setting, std::move(*process));
    conversation->begin();
    return std::shared_ptr<Conversation>(conversation);
}

}  // namespace wd::plugin
