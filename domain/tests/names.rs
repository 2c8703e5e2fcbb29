//! The names of things in files, forms, addresses and the database: what was written under one must be found under it for
//! ever, and screens show them in this order.

use domain::{activity, attendance, certificate, groups, matching, quiz, recommendation, red_flags, region, reminder, review, statement};
use domain::{submission, training};

macro_rules! names_are {
    ($($type:ty = $names:literal),+ $(,)?) => {
        $(
            let names: Vec<&str> = <$type>::ALL.iter().map(|one| one.name()).collect();
            assert_eq!(names.join(" "), $names, stringify!($type));
            for one in <$type>::ALL {
                assert_eq!(<$type>::from_name(one.name()), Some(one));
            }
            for unknown in ["", "nothing", "Workshop", " workshop"] {
                assert_eq!(<$type>::from_name(unknown), None, "{unknown:?} in {}", stringify!($type));
            }
        )+
    };
}

#[test]
fn names_stay_what_they_are_and_in_their_order() {
    names_are! {
        activity::Kind = "poll_single poll_multiple poll_scale text word_cloud question_wall quiz groups exercise role_play",
        attendance::Mark = "present late left_early excused absent",
        certificate::Revocation = "record_corrected holder_asked issued_in_error holder_erased",
        groups::Mix = "organisation language",
        matching::Reason = "email phone name organisation",
        quiz::Kind = "single multiple true_false short_text number matching ordering gaps open description",
        recommendation::Rule = "no_verb weak_verb several_actions no_actor several_actors no_time not_measurable too_long",
        red_flags::Kind = "several_states names_person template_text language preferred_language abusive tracked_marks",
        region::Region = "african asia_pacific eastern_european latin_american_caribbean western_other",
        reminder::Lead = "12_months 6_months 90_days 30_days 14_days 7_days 1_day",
        reminder::Amount = "all some last none",
        review::Confidence = "high medium low",
        review::Step = "submission national_report pre_session advance_questions review adoption mid_term",
        review::Special = "moved slot_unknown closed adoption_missed",
        review::Stage = "prepare consultation submission national_report lobbying pre_session documents advance_questions review \
            answers adoption implementation mid_term next_cycle",
        statement::Occasion = "adoption general_debate",
        statement::Item = "safety accredited listed uploaded interpreters video",
        submission::Section = "who method follow_up issues recommendations annex",
        submission::Kind = "text recommendation heading",
        submission::Limited = "submission_individual submission_joint statement_adoption statement_general_debate",
        submission::Position = "supported noted unknown",
        submission::Mark = "open implemented partly not regressed unknown",
        submission::Criterion = "relevance evidence recommendations clarity safety",
        submission::Grade = "rework nearly ready",
        training::Path = "workshop self_study import",
        training::Measure = "individuals_trained submitting_members joint_statements",
    }
}

#[test]
fn weaker_confidence_is_less() {
    use review::Confidence::{High, Low, Medium};
    assert!(Low < Medium && Medium < High);
}
