//! Questions, grading, drawing and the rules of attempts: values and properties.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::{DateTime, Duration, Utc};
use domain::{form::limits, quiz::*};
use proptest::prelude::*;

fn choice(text: &str, credit: Credit) -> Choice {
    Choice { text: text.into(), credit, feedback: String::new() }
}

fn choices(right: &[bool]) -> Vec<Choice> {
    let share = Credit::share(right.iter().filter(|r| **r).count());
    (0..).zip(right).map(|(i, r): (u32, _)| choice(&format!("o{i}"), if *r { share } else { share.negative() })).collect()
}

fn question(shape: Shape) -> Question {
    Question { text: "Which?".into(), feedback: String::new(), shape }
}

fn single(right: &[bool]) -> Question {
    let options = choices(right).into_iter().zip(right).map(|(o, r)| Choice { credit: if *r { Credit::FULL } else { Credit::NONE }, ..o });
    question(Shape::Single { options: options.collect() })
}

fn points(question: &Question, answer: Answer) -> Points {
    grade(question, Some(&answer), &[])
}

fn options(chosen: &[usize]) -> Answer {
    Answer::Options(chosen.to_vec())
}

#[test]
fn single_choice_is_all_or_nothing() {
    let q = single(&[false, true, false]);
    assert_eq!(q.check(), Ok(()));
    assert_eq!(points(&q, options(&[1])), Points::Of(100));
    assert_eq!(points(&q, options(&[0])), Points::Of(0));
    assert_eq!(points(&q, options(&[0, 1])), Points::Of(0), "choosing everything is no answer");
    assert_eq!(points(&q, options(&[7])), Points::Of(0));
    assert_eq!(grade(&q, None, &[]), Points::Of(0));
}

#[test]
fn multiple_choice_gives_part_and_takes_for_wrong() {
    let q = question(Shape::Multiple { options: choices(&[true, true, false, false]) });
    assert_eq!(points(&q, options(&[0, 1])), Points::Of(100));
    assert_eq!(points(&q, options(&[0])), Points::Of(50));
    assert_eq!(points(&q, options(&[0, 1, 2])), Points::Of(50));
    assert_eq!(points(&q, options(&[0, 1, 2, 3])), Points::Of(0));
    assert_eq!(points(&q, options(&[0, 0, 1])), Points::Of(100), "the same option sent twice");
    let thirds = question(Shape::Multiple { options: choices(&[true, true, true, false]) });
    assert_eq!(thirds.check(), Ok(()));
    assert_eq!(points(&thirds, options(&[0, 1, 2])), Points::Of(100), "three thirds are the whole");
    assert_eq!(points(&thirds, options(&[0, 1])), Points::Of(66));
}

#[test]
fn a_short_text_is_exact_after_normalisation() {
    let accepted = |text: &str, credit| Accepted { text: text.into(), credit, feedback: String::new() };
    let q = question(Shape::ShortText {
        answers: vec![
            accepted("legally binding", Credit::FULL),
            accepted("binding", Credit::from(50.0)),
            accepted("optional", Credit::NONE),
        ],
    });
    assert_eq!(q.check(), Ok(()));
    for (given, expected) in [
        ("Legally  Binding.", 100),
        ("binding", 50),
        ("optional", 0),
        ("not legally binding", 0),
        ("legaly binding", 0),
        ("legally-binding", 0),
    ] {
        assert_eq!(points(&q, Answer::Text(given.into())), Points::Of(expected), "{given}");
    }
    let accepts = [Correction::AcceptText { text: "Legally-binding".into() }];
    assert_eq!(grade(&q, Some(&Answer::Text("legally-binding".into())), &accepts), Points::Of(100));
}

#[test]
fn a_number_has_a_tolerance() {
    let value = |value, tolerance, credit: f64| NumberAnswer { value, tolerance, credit: credit.into(), feedback: String::new() };
    let q = question(Shape::Number { answers: vec![value(1822.0, 0.0, 100.0), value(1822.0, 2.0, 50.0)] });
    for (given, expected) in [("1822", 100), ("1 822", 100), ("1824", 50), ("1824.5", 0), ("-1822", 0)] {
        assert_eq!(points(&q, Answer::Text(given.into())), Points::Of(expected), "{given}");
    }
    assert_eq!(Answer::Text("about ten".into()).fits(&q), Err(Misfit::Number));
    let bad = question(Shape::Number { answers: vec![value(1.0, -1.0, 100.0)] });
    assert_eq!(bad.check(), Err(Flaw::NotANumber));
}

#[test]
fn matching_ordering_and_gaps_give_their_share() {
    let pair = |left: &str, right: &str| Pair { left: left.into(), right: right.into() };
    let m = question(Shape::Matching { pairs: vec![pair("a", "1"), pair("b", "2")], distractors: vec!["3".into()] });
    assert_eq!(points(&m, Answer::Pairs(vec![Some(0), Some(1)])), Points::Of(100));
    assert_eq!(points(&m, Answer::Pairs(vec![Some(0), Some(2)])), Points::Of(50));
    assert_eq!(points(&m, Answer::Pairs(vec![Some(1), None])), Points::Of(0));
    assert_eq!(Answer::Pairs(vec![Some(3), None]).fits(&m), Err(Misfit::Choice));

    let o = question(Shape::Ordering { items: ["a", "b", "c", "d"].map(String::from).to_vec() });
    assert_eq!(points(&o, Answer::Order(vec![0, 1, 2, 3])), Points::Of(100));
    assert_eq!(points(&o, Answer::Order(vec![1, 2, 3, 0])), Points::Of(66), "one item misplaced breaks one pair");
    assert_eq!(points(&o, Answer::Order(vec![3, 2, 1, 0])), Points::Of(0));
    assert_eq!(Answer::Order(vec![0, 0, 1, 2]).fits(&o), Err(Misfit::Twice));

    let gap = |accept: &[&str], choices: &[&str]| Gap {
        accept: accept.iter().map(ToString::to_string).collect(),
        choices: choices.iter().map(ToString::to_string).collect(),
    };
    let mut g = question(Shape::Gaps { gaps: vec![gap(&["Council", "the Council"], &[]), gap(&["noted"], &["noted", "supported"])] });
    assert_eq!(g.check(), Err(Flaw::Markers));
    g.text = "The {1} reads what is {2}.".into();
    assert_eq!(g.check(), Ok(()));
    assert_eq!(points(&g, Answer::Gaps(vec!["council".into(), "noted".into()])), Points::Of(100));
    assert_eq!(points(&g, Answer::Gaps(vec!["committee".into(), "noted".into()])), Points::Of(50));
}

#[test]
fn an_open_answer_waits_and_a_void_question_is_out() {
    let q = question(Shape::Open { criteria: vec![Criterion { text: "One action".into(), points: 2 }], model_answer: String::new() });
    assert_eq!(points(&q, Answer::Text("We recommend …".into())), Points::Waiting);
    assert_eq!(grade(&q, None, &[]), Points::Of(0));
    assert_eq!(grade(&single(&[true, false]), Some(&options(&[0])), &[Correction::Void]), Points::Out);
    let score = Score::of_points(&[Points::Of(100), Points::Waiting, Points::Out]);
    assert_eq!(score, Score { points: 100, of: 200, waiting: 1 });
}

#[test]
fn a_correction_never_takes_away() {
    let score = |points, of| Score { points, of, waiting: 0 };
    assert_eq!(rescored(score(800, 1000), score(700, 900)), score(800, 1000), "a right answer to a void question is not lost");
    assert_eq!(rescored(score(700, 1000), score(700, 900)), score(700, 900));
    assert_eq!(rescored(score(100, 100), score(0, 0)), score(100, 100));
}

#[test]
fn flaws_are_named() {
    assert_eq!(single(&[true]).check(), Err(Flaw::TooFewOptions));
    assert_eq!(single(&[true, true]).check(), Err(Flaw::NotOneRight));
    assert_eq!(question(Shape::TrueFalse { options: choices(&[true, false, false]) }).check(), Err(Flaw::NotTwoOptions));
    assert_eq!(question(Shape::Multiple { options: choices(&[true, true]) }).check(), Err(Flaw::NoneRightOrAll));
    assert_eq!(
        question(Shape::Multiple { options: vec![choice("a", Credit::NONE), choice("b", Credit::NONE)] }).check(),
        Err(Flaw::NoneRightOrAll)
    );
    assert_eq!(question(Shape::ShortText { answers: vec![] }).check(), Err(Flaw::NoRightAnswer));
    assert_eq!(question(Shape::Ordering { items: vec!["a".into(), "a".into()] }).check(), Err(Flaw::SameTwice));
    assert_eq!(question(Shape::Open { criteria: vec![], model_answer: String::new() }).check(), Err(Flaw::NoRubric));
    assert_eq!(Question { text: " ".into(), ..single(&[true, false]) }.check(), Err(Flaw::NoText));
}

#[test]
fn a_score_passes_at_the_mark_and_not_below() {
    let full = Score { points: 400, of: 500, waiting: 0 };
    assert!(full.passes(80));
    assert!(!Score { points: 799, of: 1000, waiting: 0 }.passes(80));
    assert_eq!(Score { points: 799, of: 1000, waiting: 0 }.percent(), 79);
    assert!(!Score::of_points(&[]).passes(0));
}

fn bank(count: usize) -> Vec<(String, Vec<String>)> {
    (0..count).map(|i| (format!("q{i}"), vec![if i % 2 == 0 { "even" } else { "odd" }.to_owned()])).collect()
}

#[test]
fn a_quiz_that_draws_more_than_there_is_says_so() {
    let draws = |tag: &str, count| Draw { fixed: vec!["q0".into()], random: vec![domain::quiz::RandomDraw { tag: tag.into(), count }] };
    let bank = bank(10);
    assert_eq!(draw(Seed(1), &draws("even", 4), &bank).unwrap().len(), 5);
    assert_eq!(draw(Seed(1), &draws("even", 5), &bank), Err(DrawFlaw::TooFew { tag: "even".into(), asked: 5, there: 4 }));
    assert_eq!(draw(Seed(1), &Draw { fixed: vec!["gone".into()], random: vec![] }, &bank), Err(DrawFlaw::Missing("gone".into())));
    assert_eq!(draw(Seed(1), &Draw::default(), &[]), Err(DrawFlaw::Empty));
}

#[test]
fn the_order_of_a_seed_is_the_same_for_ever() {
    assert_eq!(draw(Seed(42), &Draw::default(), &bank(6)).unwrap(), [3, 2, 4, 5, 0, 1]);
    assert_eq!(shown_order(Seed(42), 1, 4), [3, 2, 0, 1]);
}

fn at(minute: i64) -> DateTime<Utc> {
    "2026-11-24T10:00:00Z".parse::<DateTime<Utc>>().unwrap() + Duration::minutes(minute)
}

fn attempted(minute: i64, percent: u32, passed: bool) -> Attempted {
    Attempted { submitted_at: Some(at(minute)), score: Some(Score { points: percent, of: 100, waiting: 0 }), passed }
}

#[test]
fn attempts_waiting_time_and_closing() {
    let settings = Settings { attempts: Some(3), closes_at: Some(at(600)), ..Settings::default() };
    let failed = |minutes: &[i64]| minutes.iter().map(|m| attempted(*m, 50, false)).collect::<Vec<_>>();
    assert_eq!(settings.may_start(&[], at(0)), Ok(()));
    assert_eq!(settings.may_start(&failed(&[1]), at(1)), Ok(()), "the first failure costs no waiting");
    assert_eq!(settings.may_start(&failed(&[1, 5]), at(6)), Err(Refusal::Wait(at(15))));
    assert_eq!(settings.may_start(&failed(&[1, 5]), at(15)), Ok(()));
    assert_eq!(settings.may_start(&failed(&[1, 500]), at(6)), Ok(()), "a clock that jumped back locks nobody out");
    assert_eq!(settings.may_start(&failed(&[1, 5, 20]), at(99)), Err(Refusal::NoneLeft));
    assert_eq!(settings.may_start(&[], at(600)), Err(Refusal::Closed));
}

#[test]
fn which_attempt_counts() {
    let all = [attempted(1, 50, false), attempted(2, 90, true), attempted(3, 90, true), attempted(4, 70, false)];
    assert_eq!(counting(Counts::Best, &all), Some(1));
    assert_eq!(counting(Counts::First, &all), Some(0));
    assert_eq!(counting(Counts::Latest, &all), Some(3));
    assert_eq!(counting(Counts::Best, &[Attempted { submitted_at: None, score: None, passed: false }]), None);
}

#[test]
fn the_clock_is_the_servers_and_has_a_grace() {
    let settings = Settings { time_limit_minutes: Some(20), ..Settings::default() };
    let timing = Timing::start(&settings, 50, at(0));
    assert_eq!(timing.deadline, Some(at(30)), "half as much time again");
    assert_eq!(timing.accept(None, at(30)), Ok(()));
    assert_eq!(timing.accept(None, at(31)), Ok(()), "sixty seconds for a slow link");
    assert_eq!(timing.accept(None, at(31) + Duration::seconds(1)), Err(Closed::TimeUp));
    assert_eq!(timing.accept(Some(at(3)), at(4)), Err(Closed::HandedIn));
    assert_eq!(timing.seconds_left(at(40)), Some(0), "never negative");
    assert_eq!(timing.seconds_left(at(-600)), Some(1800), "a clock that jumps back gives no time");
    assert_eq!(Timing::start(&Settings::default(), 0, at(0)).accept(None, at(99_999)), Ok(()));
    let closing = Settings { closes_at: Some(at(10)), ..settings };
    assert_eq!(Timing::start(&closing, 100, at(0)).deadline, Some(at(10)), "extra time does not outlast the exam");
}

#[test]
fn three_presets_say_what_is_seen() {
    let of = |review| Settings { review, attempts: Some(2), closes_at: Some(at(100)), ..Settings::default() };
    let (failed, passed) = ([attempted(1, 0, false)], [attempted(1, 100, true)]);
    let open = [failed[0], Attempted { submitted_at: None, score: None, passed: false }];
    for preset in [ReviewPreset::Practice, ReviewPreset::Exam, ReviewPreset::ExamUntilClose] {
        assert_eq!(of(preset).review(false, &failed, at(2)), Review::Nothing);
        assert_eq!(of(preset).review(true, &open, at(2)), Review::Score, "an attempt under way hides the key of the one before");
    }
    assert_eq!(of(ReviewPreset::Practice).review(true, &failed, at(2)), Review::Key);
    assert_eq!(of(ReviewPreset::Exam).review(true, &failed, at(2)), Review::Score);
    assert_eq!(of(ReviewPreset::Exam).review(true, &passed, at(2)), Review::Key);
    assert_eq!(of(ReviewPreset::Exam).review(true, &[failed[0], failed[0]], at(2)), Review::Key, "no attempt is left");
    assert_eq!(of(ReviewPreset::ExamUntilClose).review(true, &passed, at(99)), Review::Score);
    assert_eq!(of(ReviewPreset::ExamUntilClose).review(true, &failed, at(102)), Review::Key);
    assert_eq!(Settings { closes_at: None, ..of(ReviewPreset::ExamUntilClose) }.check(), Err(SettingsFlaw::NoClose));
}

#[test]
fn a_repeat_changes_nothing_and_another_tab_wins() {
    let of = |tab: i64, number: i64| (tab << 20) + number;
    assert!(gives_way(0, of(7, 1)));
    assert!(gives_way(of(7, 1), of(7, 2)));
    assert!(!gives_way(of(7, 2), of(7, 2)), "a double click");
    assert!(!gives_way(of(7, 2), of(7, 1)), "an overtaken request");
    assert!(gives_way(of(7, 9), of(3, 1)), "a second tab, whatever its numbers");
}

#[test]
fn a_question_is_the_same_after_json() {
    let q = question(Shape::Multiple { options: choices(&[true, true, true, false]) });
    let json = serde_json::to_string(&q).unwrap();
    assert_eq!(serde_json::from_str::<Question>(&json).unwrap(), q, "{json}");
}

proptest! {
    #[test]
    fn points_stay_in_range_and_only_the_right_set_is_full(
        right in proptest::collection::vec(any::<bool>(), 2..7), chosen in proptest::collection::vec(0_usize..9, 0..9)
    ) {
        for q in [single(&right), question(Shape::Multiple { options: choices(&right) })] {
            if q.check().is_ok() {
                let exact = (0..9).all(|i| chosen.contains(&i) == right.get(i).copied().unwrap_or(false));
                let once = chosen.len() == 1 || q.kind() == Kind::Multiple;
                let Points::Of(points) = points(&q, options(&chosen)) else { panic!("a choice is graded at once") };
                prop_assert!(points <= FULL);
                prop_assert_eq!(points == FULL, exact && once);
            }
        }
    }

    #[test]
    fn an_ordering_is_full_only_in_the_right_order(order in Just((0_usize..6).collect::<Vec<_>>()).prop_shuffle()) {
        let q = question(Shape::Ordering { items: ["a", "b", "c", "d", "e", "f"].map(String::from).to_vec() });
        let right = order.iter().copied().eq(0..6);
        prop_assert_eq!(points(&q, Answer::Order(order)) == Points::Of(FULL), right);
    }

    #[test]
    fn a_draw_asks_nothing_twice_and_the_seed_decides(seed in any::<i64>(), count in 0_u32..6) {
        let what = Draw { fixed: vec!["q3".into(), "q3".into()], random: vec![RandomDraw { tag: "odd".into(), count }, RandomDraw { tag: String::new(), count: 2 }] };
        let bank = bank(12);
        if let Ok(asked) = draw(Seed(seed), &what, &bank) {
            let mut sorted = asked.clone();
            sorted.sort_unstable();
            sorted.dedup();
            prop_assert_eq!(sorted.len(), asked.len());
            prop_assert_eq!(asked.len(), 1 + limits::size(count) + 2);
            prop_assert!(asked.contains(&3));
            prop_assert_eq!(draw(Seed(seed), &what, &bank).unwrap(), asked);
        }
        let mut order = shown_order(Seed(seed), count, 7);
        order.sort_unstable();
        prop_assert!(order.into_iter().eq(0..7));
    }

    #[test]
    fn a_correction_never_lowers_the_share(before in 0_u32..=10, of_before in 1_u32..=10, after in 0_u32..=10, of_after in 0_u32..=10) {
        let (b, a) = (Score { points: before.min(of_before), of: of_before, waiting: 0 }, Score { points: after.min(of_after), of: of_after, waiting: 0 });
        let r = rescored(b, a);
        prop_assert!(r.points * b.of >= b.points * r.of);
    }
}
