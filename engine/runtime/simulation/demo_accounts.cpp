// See demo_accounts.hpp.
// SPDX-License-Identifier: EUPL-1.2
#include "runtime/simulation/demo_accounts.hpp"

#include "domain/access.hpp"
#include "domain/team.hpp"
#include "runtime/simulation/acts.hpp"

namespace wd::runtime {

using domain::Grant;
using domain::PermissionRole;
using domain::PersonId;
using domain::ProgrammeId;
using domain::ScopeKind;

namespace {

class Opening {
public:
    Opening(Engine& engine, ProgrammeId programme, const std::string& hash)
        : engine_(engine),
          programme_(*engine.find_programme(programme)),
          ledger_(engine.ledger_of(programme)),
          hash_(hash)
    {
    }

    Result<std::vector<DemoAccount>> run()
    {
        const std::string& name = programme_.name;
        const auto in_programme = [&](PermissionRole role) {
            return Grant{role, ScopeKind::programme, programme_.id.value, {}};
        };
        const auto leader = holder_of("projectleider");
        const auto worker = holder_of("opbouwwerker");
        const auto team = holder_of("wijkteam");
        const auto group = holder_of("bewonersgroep");
        const auto coordinator = holder_of("coordinator");
        if (leader)
            open("projectleider", *leader, {in_programme(PermissionRole::project_leader)});
        if (programme_.commissioner)
            open("opdrachtgever", *programme_.commissioner, {in_programme(PermissionRole::commissioner)});
        if (worker)
            open("opbouwwerker", *worker, {in_programme(PermissionRole::community_worker)});
        if (team)
            open("wijkteamlid", member_of(*team, fmt::format("wijkteamlid {}", name)),
                 {in_programme(PermissionRole::team_member),
                  {PermissionRole::team_member, ScopeKind::team, team->value, {}}});
        if (group)
            open("bewoner", member_of(*group, fmt::format("bewoner {}", name)),
                 {in_programme(PermissionRole::residents_group)});
        if (coordinator)
            open("coordinator", *coordinator, {{PermissionRole::handover_coordinator, ScopeKind::everywhere, 0, {}}});
        if (!programme_.municipalities.empty())
            open("raadslid", add_person(fmt::format("raadslid {}", name), {}),
                 {{PermissionRole::council, ScopeKind::municipality, 0, programme_.municipalities.front()}});
        open("beheerder", add_person("functioneel beheerder", {}),
             {{PermissionRole::administrator, ScopeKind::everywhere, 0, {}}});
        if (failure_)
            return *failure_;
        return std::move(accounts_);
    }

private:
    json::value carry_out(domain::Command command, PersonId by = {})
    {
        if (failure_)
            return {};
        const Reply reply = engine_.execute(request_of(std::move(command), by));
        if (reply.answer)
            return *reply.answer;
        failure_ = reply.answer.error();
        return {};
    }

    // Who sits in the chair now; none when it is empty.
    std::optional<PersonId> holder_of(std::string_view role) const
    {
        const std::optional<domain::PositionId> position = domain::find_position_id(ledger_, role);
        if (!position)
            return {};
        const std::vector<PersonId> holders =
            domain::holders_on(ledger_, *position, calendar::date_of(engine_.clock().now()));
        return holders.empty() ? std::nullopt : std::optional{holders.front()};
    }

    PersonId add_person(const std::string& name, std::vector<PersonId> member_of)
    {
        domain::AddPerson add;
        add.name = Text{name};
        add.member_of = std::move(member_of);
        const json::value answer = carry_out(std::move(add));
        if (failure_)
            return {};
        const json::string& text = answer.at("person").as_string();
        return *parse_id<domain::PersonTag>(std::string_view{text.data(), text.size()});
    }

    // A team is of people, and an account of one of them.
    PersonId member_of(PersonId holder, const std::string& name)
    {
        const std::optional<store::PersonRecord> record = engine_.store().find_person(holder);
        return record && record->kind == domain::PersonKind::person ? holder : add_person(name, {holder});
    }

    void open(std::string login, PersonId person, std::vector<Grant> grants)
    {
        carry_out(domain::OpenAccount{person, Text{login}, {}});
        // By the person, as if chosen: a demo asks nobody to choose another one.
        carry_out(domain::SetPassword{person, hash_, {}}, person);
        for (const Grant& grant : grants)
            carry_out(grant_command(person, grant));
        accounts_.push_back({std::move(login), person, std::move(grants)});
    }

    static domain::GrantAccess grant_command(PersonId person, const Grant& grant)
    {
        domain::GrantAccess command;
        command.person = person;
        command.role = grant.role;
        command.scope = grant.scope;
        if (grant.scope == ScopeKind::municipality)
            command.municipality = grant.code;
        if (grant.scope == ScopeKind::programme)
            command.programme = ProgrammeId{grant.id};
        if (grant.scope == ScopeKind::team)
            command.team = PersonId{grant.id};
        return command;
    }

    Engine& engine_;
    const domain::Programme programme_;  // as it is now: the engine may forget its own between commands
    const domain::Ledger ledger_;
    const std::string& hash_;
    std::vector<DemoAccount> accounts_;
    std::optional<Error> failure_;
};

}  // namespace

Result<std::vector<DemoAccount>> open_demo_accounts(Engine& engine, ProgrammeId programme,
                                                    const std::string& password_hash)
{
    return Opening{engine, programme, password_hash}.run();
}

}  // namespace wd::runtime
