// Settings and draws as decisions of the installation: who may, what is refused, and what stands in the log.
// SPDX-License-Identifier: EUPL-1.2
#include "domain/quality.hpp"

#include "scene.hpp"

namespace wd::domain::test {

namespace {

class Quality : public testing::Test {
protected:
    Quality() : context(installation_), turn(installation_, context) { context.at = morning_of("2026-11-20"); }

    void expect_refused(const Result<void>& done, Errc code, std::string_view part)
    {
        ASSERT_FALSE(done);
        EXPECT_EQ(done.error().code, code);
        EXPECT_NE(to_text(done.error()).find(part), std::string::npos) << to_text(done.error());
        EXPECT_TRUE(turn.events().empty());
    }

    Programme installation_;
    TestContext context;
    Turn turn;
};

AuditDrawing drawing_of(std::vector<AuditDrawing::Handover> pool)
{
    return {day("2026-11-20"), 20'261'120, std::move(pool)};
}

// --- Settings

TEST_F(Quality, SettingsAreRecordedWholeWithTheReason)
{
    RubricSettings stricter;
    stricter.level_good = 72;

    ASSERT_TRUE(change_settings(turn, {stricter, {}, Text{"na de eerste twintig"}}));

    const auto& changed = std::get<SettingsChanged>(turn.events().at(0).payload);
    EXPECT_EQ(changed.rubric, stricter);
    EXPECT_FALSE(changed.continuity);
    EXPECT_EQ(context.text_of(*changed.reason), "na de eerste twintig");
}

TEST_F(Quality, WhoIsJudgedByTheWeightsDoesNotChooseThem)
{
    context.who = Actor{PersonId{11}, std::nullopt};
    expect_refused(change_settings(turn, {RubricSettings{}, {}, {}}), Errc::not_allowed, "alleen een beheerder");
}

TEST_F(Quality, NothingToChangeIsRefused)
{
    expect_refused(change_settings(turn, {}), Errc::invalid, "noem wat anders wordt");
    expect_refused(change_settings(turn, {RubricSettings{}, {}, {}}), Errc::duplicate, "er verandert niets");
}

TEST_F(Quality, EverythingThatIsWrongWithSettingsIsToldAtOnce)
{
    RubricSettings rubric;
    rubric.weights.state = 11;
    rubric.level_good = 40;
    ContinuitySettings continuity;
    continuity.share_max = 1001;

    const Result<void> done = change_settings(turn, {rubric, continuity, {}});

    ASSERT_FALSE(done);
    for (const std::string_view field : {"weights", "level_moderate", "share_max"})
        EXPECT_NE(to_text(done.error()).find(field), std::string::npos) << to_text(done.error());
    EXPECT_TRUE(turn.events().empty());
}

// --- Draws

TEST_F(Quality, ADrawWritesDownWhatTheSeedGives)
{
    std::vector<AuditDrawing::Handover> pool;
    for (std::int64_t number = 1; number <= 9; ++number)
        pool.push_back({HandoverId{number}, AuditPool::other});
    pool.push_back({HandoverId{15}, AuditPool::core});

    ASSERT_TRUE(draw_audit(turn, drawing_of(pool)));

    // The numbers of audit_draw_test.cpp, worked out apart from this program; 15 is of a core position.
    const auto& drawn = std::get<AuditDrawn>(turn.events().at(0).payload);
    EXPECT_EQ(drawn.seed, 20'261'120);
    EXPECT_EQ(drawn.one_in, 3);
    EXPECT_EQ(drawn.second_one_in, 5);
    EXPECT_EQ(drawn.pool.size(), 10U);
    EXPECT_EQ(drawn.drawn, (std::vector{HandoverId{1}, HandoverId{8}, HandoverId{9}, HandoverId{15}}));
    EXPECT_EQ(drawn.twice, (std::vector{HandoverId{8}, HandoverId{15}}));
}

TEST_F(Quality, ADrawFollowsTheSettingsThatCountNow)
{
    context.settings.settings.audit_one_in = 1;

    ASSERT_TRUE(draw_audit(turn, drawing_of({{HandoverId{2}, AuditPool::other}})));

    EXPECT_EQ(std::get<AuditDrawn>(turn.events().at(0).payload).drawn, std::vector{HandoverId{2}});
}

TEST_F(Quality, WhoMayBeDrawnOrRateDoesNotDraw)
{
    context.who = Actor{PersonId{11}, std::nullopt};
    expect_refused(draw_audit(turn, drawing_of({{HandoverId{2}, AuditPool::other}})), Errc::not_allowed,
                   "alleen een beheerder loot");
}

TEST_F(Quality, WithoutHandoversThereIsNothingToDraw)
{
    expect_refused(draw_audit(turn, drawing_of({})), Errc::wrong_state, "er is niets te loten");
}

TEST_F(Quality, ADayThatIsStillToComeIsNotDrawn)
{
    AuditDrawing drawing = drawing_of({{HandoverId{2}, AuditPool::other}});
    drawing.until = day("2026-11-21");
    expect_refused(draw_audit(turn, drawing), Errc::invalid, "moet nog komen");
}

TEST_F(Quality, ASeedBelowZeroIsRefused)
{
    AuditDrawing drawing = drawing_of({{HandoverId{2}, AuditPool::other}});
    drawing.seed = -1;
    expect_refused(draw_audit(turn, drawing), Errc::invalid, "nul of meer");
}

}  // namespace

}  // namespace wd::domain::test
