//! Questions, answers and settings of a quiz at their limits: the last that is taken, the first that is not.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use chrono::{DateTime, Duration, Utc};
use domain::{form::limits, quiz::*};

fn question(shape: Shape) -> Question {
    Question { text: "Which?".into(), feedback: String::new(), shape }
}

fn choices(credits: &[Credit]) -> Vec<Choice> {
    (0..).zip(credits).map(|(n, credit): (u32, _)| Choice { text: format!("o{n}"), credit: *credit, feedback: String::new() }).collect()
}

fn single() -> Question {
    question(Shape::Single { options: choices(&[Credit::FULL, Credit::NONE]) })
}

fn number(value: f64, tolerance: f64) -> NumberAnswer {
    NumberAnswer { value, tolerance, credit: Credit::FULL, feedback: String::new() }
}

#[test]
fn an_option_without_points_is_not_right() {
    let right = |credit| choices(&[credit])[0].is_right();
    assert_eq!([Credit(1), Credit::NONE, Credit(-1)].map(right), [true, false, false]);
}

#[test]
fn only_questions_of_choice_have_options() {
    let options = choices(&[Credit::FULL, Credit::NONE]);
    let shapes = [Shape::Single { options: options.clone() }, Shape::Multiple { options: options.clone() }];
    for shape in shapes.into_iter().chain([Shape::TrueFalse { options: options.clone() }]) {
        assert_eq!(question(shape).options(), options);
    }
    assert_eq!(question(Shape::Description).options(), []);
}

#[test]
fn a_statement_has_two_options_of_which_one_is_right() {
    let check = |credits: &[Credit]| question(Shape::TrueFalse { options: choices(credits) }).check();
    assert_eq!(check(&[Credit::FULL, Credit::NONE]), Ok(()));
    assert_eq!(check(&[Credit::FULL, Credit::FULL]), Err(Flaw::NotOneRight));
    assert_eq!(check(&[Credit::FULL]), Err(Flaw::NotTwoOptions));
}

#[test]
fn an_answer_in_words_or_numbers_needs_one_that_is_fully_right() {
    let text = |credit| question(Shape::ShortText { answers: vec![Accepted { text: "noted".into(), credit, feedback: String::new() }] });
    assert_eq!((text(Credit::FULL).check(), text(Credit::from(99.0)).check()), (Ok(()), Err(Flaw::NoRightAnswer)));
    let of = |value, tolerance| question(Shape::Number { answers: vec![number(value, tolerance)] }).check();
    assert_eq!((of(2006.0, 0.0), of(2006.0, 2.5)), (Ok(()), Ok(())));
    for (value, tolerance) in [(f64::INFINITY, 0.0), (f64::NAN, 1.0), (1.0, f64::INFINITY), (1.0, f64::NAN), (1.0, -0.1)] {
        assert_eq!(of(value, tolerance), Err(Flaw::NotANumber), "{value} {tolerance}");
    }
}

#[test]
fn each_criterion_has_words_and_up_to_a_hundred_points() {
    let rubric = |all: &[(&str, u32)]| {
        let criteria = all.iter().map(|(text, points)| Criterion { text: (*text).to_owned(), points: *points }).collect();
        question(Shape::Open { criteria, model_answer: String::new() }).check()
    };
    assert_eq!((rubric(&[("One action", 1)]), rubric(&[("One action", 100), ("A time", 2)])), (Ok(()), Ok(())));
    for bad in [&[][..], &[("One action", 0)], &[("One action", 101)], &[(" ", 5)], &[("One action", 5), ("", 5)]] {
        assert_eq!(rubric(bad), Err(Flaw::NoRubric), "{bad:?}");
    }
}

#[test]
fn an_answer_is_taken_up_to_its_limit() {
    let open = question(Shape::Open { criteria: vec![], model_answer: String::new() });
    let longest = limits::size(limits::ANSWER);
    let typed = |length: usize| Answer::Text("é".repeat(length)).fits(&open);
    assert_eq!((typed(longest), typed(longest + 1), typed(0)), (Ok(()), Err(Misfit::TooLong), Err(Misfit::Empty)));
    let multiple = question(Shape::Multiple { options: choices(&[Credit::FULL, Credit::NONE]) });
    let chosen = |question: &Question, options: &[usize]| Answer::Options(options.to_vec()).fits(question);
    assert_eq!((chosen(&multiple, &[0, 1]), chosen(&multiple, &[2])), (Ok(()), Err(Misfit::Choice)));
    assert_eq!((chosen(&multiple, &[]), chosen(&single(), &[])), (Err(Misfit::Empty), Err(Misfit::Empty)));
    let gap = || Gap { choices: vec![], accept: vec!["noted".into()] };
    let gaps = question(Shape::Gaps { gaps: vec![gap(), gap()] });
    let filled = |texts: &[&str]| Answer::Gaps(texts.iter().map(|t| (*t).to_owned()).collect()).fits(&gaps);
    assert_eq!((filled(&["a", ""]), filled(&["a", &"é".repeat(200)])), (Ok(()), Ok(())));
    assert_eq!((filled(&["a"]), filled(&["a", &"é".repeat(201)])), (Err(Misfit::Choice), Err(Misfit::Choice)));
    assert_eq!(filled(&["", " "]), Err(Misfit::Empty));
}

#[test]
fn what_was_given_is_shown_again() {
    let options = Answer::Options(vec![2, 0]);
    assert_eq!([0, 1, 2].map(|n| options.has_option(n)), [true, false, true]);
    assert!(!Answer::Order(vec![0]).has_option(0));
    assert_eq!((Answer::Text("five".into()).text(), options.text()), ("five", ""));
}

#[test]
fn a_quiz_asks_all_only_where_nothing_is_chosen() {
    let bank: Vec<(String, Vec<String>)> = ["a", "b", "c"].map(|slug| (slug.to_owned(), vec!["x".to_owned()])).to_vec();
    let asked = |fixed: &[&str], random: &[u32]| {
        let fixed = fixed.iter().map(|slug| (*slug).to_owned()).collect();
        let random = random.iter().map(|count| RandomDraw { tag: "x".into(), count: *count }).collect();
        draw(Seed(7), &Draw { fixed, random }, &bank).unwrap().len()
    };
    assert_eq!([asked(&[], &[]), asked(&["b"], &[]), asked(&[], &[2]), asked(&["b"], &[1])], [3, 1, 2, 2]);
}

fn at(seconds: i64) -> DateTime<Utc> {
    "2026-11-24T10:00:00Z".parse::<DateTime<Utc>>().unwrap() + Duration::seconds(seconds)
}

#[test]
fn settings_are_possible_from_their_first_to_their_last_value() {
    let base = || Settings { closes_at: Some(at(0)), ..Settings::default() };
    let limit = |minutes| Settings { time_limit_minutes: Some(minutes), ..base() }.check();
    assert_eq!((limit(1), limit(1440)), (Ok(()), Ok(())));
    assert_eq!((limit(0), limit(1441)), (Err(SettingsFlaw::TimeLimit), Err(SettingsFlaw::TimeLimit)));
    let attempts = |n| Settings { attempts: Some(n), ..base() }.check();
    assert_eq!((attempts(1), attempts(100)), (Ok(()), Ok(())));
    assert_eq!((attempts(0), attempts(101)), (Err(SettingsFlaw::Attempts), Err(SettingsFlaw::Attempts)));
    let wait = |wait_minutes| Settings { wait_minutes, ..base() }.check();
    assert_eq!((wait(0), wait(10_080), wait(10_081)), (Ok(()), Ok(()), Err(SettingsFlaw::Wait)));
    for review in [ReviewPreset::Practice, ReviewPreset::Exam, ReviewPreset::ExamUntilClose] {
        let never = if review == ReviewPreset::ExamUntilClose { Err(SettingsFlaw::NoClose) } else { Ok(()) };
        assert_eq!(Settings { review, ..base() }.check(), Ok(()), "{review:?}");
        assert_eq!(Settings { review, closes_at: None, ..base() }.check(), never, "{review:?}");
    }
}

#[test]
fn the_key_is_shown_when_the_last_answer_on_its_way_is_in() {
    let settings = Settings { review: ReviewPreset::ExamUntilClose, closes_at: Some(at(0)), ..Settings::default() };
    let seen = |now| settings.review(true, &[], at(now));
    assert_eq!([-1, 0, 60, 61].map(seen), [Review::Score, Review::Score, Review::Score, Review::Key]);
}

#[test]
fn a_test_is_taken_once_and_what_comes_back_as_often_as_one_likes() {
    let test = Settings::test();
    assert_eq!((test.attempts, test.review, test.wait_minutes), (Some(1), ReviewPreset::ExamUntilClose, 10));
    let spaced = Settings::spaced(vec!["q1".into()]);
    assert_eq!((spaced.attempts, spaced.review, spaced.wait_minutes), (None, ReviewPreset::Practice, 0));
    assert_eq!(spaced.draw, Draw { fixed: vec!["q1".into()], random: vec![] });
}
