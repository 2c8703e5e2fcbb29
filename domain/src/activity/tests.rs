use proptest::prelude::*;

use super::*;

fn choices(chosen: &[u32]) -> Sent {
    Sent { choices: chosen.to_vec(), ..Sent::default() }
}
fn text(text: &str) -> Sent {
    Sent { text: text.into(), ..Sent::default() }
}

#[test]
fn an_answer_is_one_the_kind_takes() {
    assert_eq!(accept(Kind::PollSingle, 3, &choices(&[2])), Ok(Answer::Choices(vec![2])));
    for bad in [&[][..], &[3], &[0, 1]] {
        assert!(accept(Kind::PollSingle, 3, &choices(bad)).is_err(), "{bad:?}");
    }
    assert_eq!(accept(Kind::PollMultiple, 3, &choices(&[2, 0, 2])), Ok(Answer::Choices(vec![0, 2])));
    assert!(accept(Kind::PollMultiple, 3, &choices(&[])).is_err());
    assert!(accept(Kind::PollScale, 0, &choices(&[0])).is_err());
    assert!(accept(Kind::PollScale, 0, &choices(&[6])).is_err());
    assert_eq!(accept(Kind::WordCloud, 0, &text(" hope, Work ")), Ok(Answer::Words(vec!["hope".into(), "Work".into()])));
    assert!(accept(Kind::WordCloud, 0, &text("a,b,c,d")).is_err());
    assert!(accept(Kind::QuestionWall, 0, &text("  \n ")).is_err());
    assert!(accept(Kind::Exercise, 0, &text(&"x".repeat(1001))).is_err());
    assert!(accept(Kind::Groups, 0, &text("x")).is_err());
}

#[test]
fn words_are_counted_whatever_their_case_once_a_person() {
    let words = |all: &[&str]| Answer::Words(all.iter().map(|w| (*w).to_owned()).collect());
    let tally = tally(Kind::WordCloud, 0, &[words(&["Hope", "hope"]), words(&["hope", "Work"]), words(&["HOPE"]), words(&["hope"])]);
    assert_eq!(tally.words, [("hope".to_owned(), 4), ("Work".to_owned(), 1)]);
}

#[test]
fn the_mean_of_a_scale_is_that_of_its_points() {
    let answers: Vec<Answer> = [1, 4, 5].iter().map(|n| Answer::Choices(vec![*n])).collect();
    assert_eq!(tally(Kind::PollScale, 0, &answers).mean_hundredths(), Some(333));
    let close: Vec<Answer> = [5, 4, 5].iter().map(|n| Answer::Choices(vec![*n])).collect();
    assert_eq!(tally(Kind::PollScale, 0, &close).mean_hundredths(), Some(467), "rounded");
    assert_eq!(tally(Kind::PollScale, 0, &[]).mean_hundredths(), None);
}

#[test]
fn a_form_names_what_is_wrong() {
    let form = ActivityForm { kind: "poll_single".into(), title: "T".into(), options: "a\na".into(), ..ActivityForm::default() };
    assert_eq!(read(&form), Err(FormErrors::one("options", FieldError::Taken)));
    let form = ActivityForm { options: "a\n\nb\n".into(), anonymous: "on".into(), ..form };
    let written = read(&form).unwrap();
    assert_eq!((written.settings.options.len(), written.anonymous), (2, true));
    let quiz = ActivityForm { kind: "quiz".into(), title: "T".into(), anonymous: "on".into(), ..ActivityForm::default() };
    assert_eq!(read(&quiz).unwrap_err().0[0].0, "questions");
}

/// The steps from 0 to 5 in which something holds.
fn steps(holds: impl Fn(u32) -> bool) -> Vec<u32> {
    (0..=5).filter(|step| holds(*step)).collect()
}

#[test]
fn each_kind_takes_votes_answers_and_results_in_its_steps() {
    // kind, answers in, votes in, results in, last step
    let all = || vec![0, 1, 2, 3, 4, 5];
    let later = || vec![1, 2, 3, 4, 5];
    let table = [
        (Kind::PollSingle, all(), vec![], later(), 1),
        (Kind::PollMultiple, all(), vec![], later(), 1),
        (Kind::PollScale, all(), vec![], later(), 1),
        (Kind::Text, all(), vec![], later(), 1),
        (Kind::WordCloud, all(), vec![], later(), 1),
        (Kind::QuestionWall, all(), all(), all(), 0),
        (Kind::Quiz, vec![0, 2, 4], vec![], vec![1, 3, 5], 5),
        (Kind::Groups, vec![], vec![], all(), 0),
        (Kind::Exercise, vec![0], vec![1], vec![2], 2),
        (Kind::RolePlay, vec![0, 1, 2], vec![], vec![2, 3, 4, 5], 4),
    ];
    let three_questions = Settings { questions: vec![QuestionVersionId(uuid::Uuid::nil()); 3], ..Settings::default() };
    assert_eq!(table.len(), Kind::ALL.len());
    for (kind, answers, votes, results, last) in table {
        assert_eq!(steps(|s| kind.answers_in(s)), answers, "{kind:?} answers");
        assert_eq!(steps(|s| kind.votes_in(s)), votes, "{kind:?} votes");
        assert_eq!(steps(|s| kind.results_in(s)), results, "{kind:?} results");
        assert_eq!(kind.last_step(&three_questions), last, "{kind:?}");
    }
    assert_eq!(Kind::Quiz.last_step(&Settings::default()), 0, "a quiz without a question has nowhere to go");
}

#[test]
fn who_answered_can_stay_unknown_where_nothing_is_scored_or_drawn() {
    let named: Vec<Kind> = Kind::ALL.into_iter().filter(|k| !k.may_be_anonymous()).collect();
    assert_eq!(named, [Kind::Quiz, Kind::Groups, Kind::Exercise, Kind::RolePlay]);
    let many: Vec<Kind> = Kind::ALL.into_iter().filter(|k| k.takes_many()).collect();
    assert_eq!(many, [Kind::QuestionWall, Kind::RolePlay]);
}

#[test]
fn a_form_is_read_as_its_kind_needs_it() {
    let form =
        |kind: &str| ActivityForm { kind: kind.into(), title: " A  title ".into(), prompt: "Why?".into(), ..ActivityForm::default() };
    let wrong = |form: &ActivityForm| read(form).unwrap_err().0.into_iter().map(|(field, _)| field).collect::<Vec<_>>();
    let scale = read(&ActivityForm { scale_low: "never".into(), scale_high: "always".into(), ..form("poll_scale") }).unwrap();
    assert_eq!((scale.title.as_str(), scale.prompt.as_str()), ("A title", "Why?"));
    assert_eq!((scale.settings.scale_low.as_str(), scale.settings.scale_high.as_str()), ("never", "always"));
    let groups = |mix: &str, size: &str| ActivityForm { mix: mix.into(), group_size: size.into(), ..form("groups") };
    let drawn = read(&groups("language", "4")).unwrap();
    assert_eq!((drawn.settings.mix, drawn.settings.group_size), (Mix::Language, 4));
    assert_eq!(wrong(&groups("age", "1")), ["mix", "group_size"]);
    assert_eq!([2, 20].map(|n: u32| read(&groups("language", &n.to_string())).unwrap().settings.group_size), [2, 20]);
    assert_eq!(wrong(&groups("language", "21")), ["group_size"]);
    let play = |minutes: &str| ActivityForm { minutes: minutes.into(), ..form("role_play") };
    assert_eq!(read(&play("45")).unwrap().settings.minutes, 45);
    assert_eq!((wrong(&play("9")), wrong(&play("301"))), (vec!["minutes".to_owned()], vec!["minutes".to_owned()]));
    let quiz = |n: usize| ActivityForm { questions: vec![QuestionVersionId(uuid::Uuid::nil()); n], anonymous: "on".into(), ..form("quiz") };
    assert_eq!([1, 20].map(|n| read(&quiz(n)).unwrap().settings.questions.len()), [1, 20]);
    assert!(!read(&quiz(1)).unwrap().anonymous, "a quiz knows who answered");
    assert_eq!((wrong(&quiz(0)), wrong(&quiz(21))), (vec!["questions".to_owned()], vec!["questions".to_owned()]));
    assert_eq!(wrong(&form("dance")), ["kind"]);
    let options = |n: u32| ActivityForm { options: (0..n).map(|i| format!("{i}\n")).collect(), ..form("poll_multiple") };
    assert_eq!([2, 10].map(|n| read(&options(n)).unwrap().settings.options.len()), [2, 10]);
    assert_eq!((wrong(&options(1)), wrong(&options(11))), (vec!["options".to_owned()], vec!["options".to_owned()]));
    assert!(!read(&options(2)).unwrap().anonymous);
}

#[test]
fn answers_are_taken_up_to_their_limits() {
    assert_eq!(accept(Kind::PollScale, 0, &choices(&[1])), Ok(Answer::Choices(vec![1])));
    assert_eq!(accept(Kind::PollScale, 0, &choices(&[5])), Ok(Answer::Choices(vec![5])));
    assert_eq!(accept(Kind::Quiz, 3, &choices(&[2, 0])), Ok(Answer::Choices(vec![0, 2])));
    assert!(accept(Kind::Quiz, 3, &choices(&[0, 3])).is_err());
    assert_eq!(accept(Kind::WordCloud, 0, &text("a;b\nc")), Ok(Answer::Words(vec!["a".into(), "b".into(), "c".into()])));
    assert_eq!(accept(Kind::WordCloud, 0, &text(" , ")), Err(FormErrors::one("text", FieldError::Empty)));
    assert_eq!(accept(Kind::Text, 0, &text(" yes ")), Ok(Answer::Text("yes".into())));
    assert_eq!(accept(Kind::Text, 0, &text(&"x".repeat(1001))), Err(FormErrors::one("text", FieldError::TooLong { max: 1000 })));
}

proptest! {
    #[test]
    fn every_answer_is_in_the_tally(chosen in proptest::collection::vec(0_u32..4, 0..50)) {
        let answers: Vec<Answer> = chosen.iter().map(|n| Answer::Choices(vec![*n])).collect();
        let tally = tally(Kind::PollSingle, 4, &answers);
        prop_assert_eq!(tally.counts.iter().sum::<u32>(), tally.answers);
        for (n, count) in (0_u32..).zip(&tally.counts) {
            prop_assert_eq!(usize::try_from(*count).unwrap(), chosen.iter().filter(|c| **c == n).count());
        }
    }
}
