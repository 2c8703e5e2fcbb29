//! A question as a file: the one format of repository, browser, import and export.

use domain::quiz::{Accepted, Choice, Credit, Criterion, Gap, Kind, NumberAnswer, Pair, Question, Shape};
use serde::{Deserialize, Serialize};

use super::front::{Problem, Reader, join};
use crate::markdown;

/// A question as it is written: Markdown, tags, the outcome it tests.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// A short name for the bank; empty: the first words of the text.
    pub name: String,
    /// The outcome it tests, from 1.
    pub outcome: u32,
    /// Tags.
    pub tags: Vec<String>,
    /// The question, its texts in Markdown.
    pub question: Question,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Front {
    kind: String,
    outcome: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Vec<String>,
    #[serde(default)]
    feedback: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    model_answer: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    items: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    distractors: Vec<String>,
    #[serde(default, rename = "option", skip_serializing_if = "Vec::is_empty")]
    options: Vec<OptionFront>,
    #[serde(default, rename = "answer", skip_serializing_if = "Vec::is_empty")]
    answers: Vec<AnswerFront>,
    #[serde(default, rename = "pair", skip_serializing_if = "Vec::is_empty")]
    pairs: Vec<Pair>,
    #[serde(default, rename = "gap", skip_serializing_if = "Vec::is_empty")]
    gaps: Vec<Gap>,
    #[serde(default, rename = "criterion", skip_serializing_if = "Vec::is_empty")]
    criteria: Vec<Criterion>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct OptionFront {
    text: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    correct: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credit: Option<f64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    feedback: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct AnswerFront {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    tolerance: Option<f64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    credit: Option<f64>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    feedback: String,
}

/// Reads a question file. `outcomes` is how many outcomes the module has.
pub fn read(path: &str, text: &str, outcomes: u32, problems: &mut Vec<Problem>) -> Option<Written> {
    let mut reader = Reader::new(path, text, problems);
    let (front, body) = reader.split::<Front>()?;
    let Some(kind) = Kind::from_name(&front.kind) else {
        let known = Kind::ALL.map(Kind::name).join(", ");
        return reader.note_at("kind", format!("kind “{}” is not one of {known}", front.kind));
    };
    if !(1..=outcomes).contains(&front.outcome) {
        return reader.note_at("outcome", format!("outcome must be a number from 1 to {outcomes}"));
    }
    if let Some(bad) = front.tags.iter().find(|t| !is_tag(t)) {
        return reader.note_at("tags", format!("the tag “{bad}” must be of small letters, digits and hyphens"));
    }
    let (name, outcome, tags) = (front.name.clone(), front.outcome, front.tags.clone());
    let question = Question { text: body.trim().to_owned(), feedback: front.feedback.clone(), shape: shape(kind, front) };
    match question.check() {
        Ok(()) => Some(Written { name, outcome, tags, question }),
        Err(flaw) => reader.note_at(key_of(kind), flaw),
    }
}

/// What a right option of a multiple choice gives and a wrong one takes, unless the author says otherwise: the right ones
/// share the points; the wrong ones take enough that choosing everything earns nothing.
fn shares(options: impl Iterator<Item = bool>) -> (Credit, Credit) {
    let (right, wrong) = options.fold((0, 0), |(r, w), is_right| if is_right { (r + 1, w) } else { (r, w + 1) });
    (Credit::share(right), Credit::share(right.min(wrong)).negative())
}

/// Whether a text can be a tag.
pub fn is_tag(tag: &str) -> bool {
    (1..=40).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

/// The key of the front matter that holds what is asked.
fn key_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Single | Kind::Multiple | Kind::TrueFalse => "option",
        Kind::ShortText | Kind::Number => "answer",
        Kind::Matching => "pair",
        Kind::Ordering => "items",
        Kind::Gaps => "gap",
        Kind::Open => "criterion",
        Kind::Description => "kind",
    }
}

fn shape(kind: Kind, front: Front) -> Shape {
    let (gives, takes) = shares(front.options.iter().map(|o| o.correct));
    let default = |correct: bool| match (kind, correct) {
        (Kind::Multiple, true) => gives,
        (Kind::Multiple, false) => takes,
        (_, true) => Credit::FULL,
        (_, false) => Credit::NONE,
    };
    let option = |o: OptionFront| Choice {
        credit: o.credit.map_or_else(|| default(o.correct), Credit::from),
        text: o.text.trim().to_owned(),
        feedback: o.feedback,
    };
    let credit = |given: Option<f64>| given.map_or(Credit::FULL, Credit::from);
    match kind {
        Kind::Single => Shape::Single { options: front.options.into_iter().map(option).collect() },
        Kind::Multiple => Shape::Multiple { options: front.options.into_iter().map(option).collect() },
        Kind::TrueFalse => Shape::TrueFalse { options: front.options.into_iter().map(option).collect() },
        Kind::ShortText => Shape::ShortText {
            answers: front
                .answers
                .into_iter()
                .map(|a| Accepted { text: a.text.unwrap_or_default(), credit: credit(a.credit), feedback: a.feedback })
                .collect(),
        },
        Kind::Number => Shape::Number {
            answers: front
                .answers
                .into_iter()
                .map(|a| NumberAnswer {
                    value: a.value.unwrap_or(f64::NAN),
                    tolerance: a.tolerance.unwrap_or(0.0),
                    credit: credit(a.credit),
                    feedback: a.feedback,
                })
                .collect(),
        },
        Kind::Matching => Shape::Matching { pairs: front.pairs, distractors: front.distractors },
        Kind::Ordering => Shape::Ordering { items: front.items },
        Kind::Gaps => Shape::Gaps { gaps: front.gaps },
        Kind::Open => Shape::Open { criteria: front.criteria, model_answer: front.model_answer },
        Kind::Description => Shape::Description,
    }
}

/// Writes a question file: what [`read`] reads back to the same question.
///
/// # Errors
/// A text that TOML can't hold.
pub fn write(written: &Written) -> Result<String, toml::ser::Error> {
    let question = &written.question;
    let mut front = Front {
        kind: question.kind().name().to_owned(),
        outcome: written.outcome,
        name: written.name.clone(),
        tags: written.tags.clone(),
        feedback: question.feedback.clone(),
        model_answer: String::new(),
        items: Vec::new(),
        distractors: Vec::new(),
        options: Vec::new(),
        answers: Vec::new(),
        pairs: Vec::new(),
        gaps: Vec::new(),
        criteria: Vec::new(),
    };
    let percent = |credit: Credit| (credit != Credit::FULL).then(|| f64::from(credit));
    match &question.shape {
        Shape::Single { options } | Shape::Multiple { options } | Shape::TrueFalse { options } => {
            let (share, wrong) = match question.kind() {
                Kind::Multiple => shares(options.iter().map(Choice::is_right)),
                _ => (Credit::FULL, Credit::NONE),
            };
            let by_default = options.iter().all(|o| o.credit == share || o.credit == wrong);
            front.options = options
                .iter()
                .map(|o| OptionFront {
                    text: o.text.clone(),
                    correct: by_default && o.is_right(),
                    credit: (!by_default).then(|| o.credit.into()),
                    feedback: o.feedback.clone(),
                })
                .collect();
        }
        Shape::ShortText { answers } => {
            let answer = |a: &Accepted| AnswerFront {
                text: Some(a.text.clone()),
                value: None,
                tolerance: None,
                credit: percent(a.credit),
                feedback: a.feedback.clone(),
            };
            front.answers = answers.iter().map(answer).collect();
        }
        Shape::Number { answers } => {
            let answer = |a: &NumberAnswer| AnswerFront {
                text: None,
                value: Some(a.value),
                tolerance: Some(a.tolerance),
                credit: percent(a.credit),
                feedback: a.feedback.clone(),
            };
            front.answers = answers.iter().map(answer).collect();
        }
        Shape::Matching { pairs, distractors } => {
            front.pairs.clone_from(pairs);
            front.distractors.clone_from(distractors);
        }
        Shape::Ordering { items } => front.items.clone_from(items),
        Shape::Gaps { gaps } => front.gaps.clone_from(gaps),
        Shape::Open { criteria, model_answer } => {
            front.criteria.clone_from(criteria);
            front.model_answer.clone_from(model_answer);
        }
        Shape::Description => {}
    }
    join(&front, &question.text)
}

/// The question with its Markdown as safe HTML. What is compared or put into a list stays plain text.
pub fn render(question: &Question) -> Question {
    let inline = |text: &String| markdown::to_inline_html(text);
    let options = |options: &[Choice]| -> Vec<Choice> {
        options.iter().map(|o| Choice { text: inline(&o.text), credit: o.credit, feedback: inline(&o.feedback) }).collect()
    };
    let shape = match &question.shape {
        Shape::Single { options: o } => Shape::Single { options: options(o) },
        Shape::Multiple { options: o } => Shape::Multiple { options: options(o) },
        Shape::TrueFalse { options: o } => Shape::TrueFalse { options: options(o) },
        Shape::ShortText { answers } => {
            Shape::ShortText { answers: answers.iter().map(|a| Accepted { feedback: inline(&a.feedback), ..a.clone() }).collect() }
        }
        Shape::Number { answers } => {
            Shape::Number { answers: answers.iter().map(|a| NumberAnswer { feedback: inline(&a.feedback), ..a.clone() }).collect() }
        }
        Shape::Open { criteria, model_answer } => Shape::Open { criteria: criteria.clone(), model_answer: markdown::to_html(model_answer) },
        other => other.clone(),
    };
    Question { text: markdown::to_html(&question.text), feedback: inline(&question.feedback), shape }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let mut problems = Vec::new();
        assert!(read("q.md", text, 3, &mut problems).is_none());
        problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn choosing_everything_earns_nothing() {
        use domain::quiz::{Answer, Points, grade};
        for (right, wrong) in [(1, 3), (2, 2), (3, 2), (4, 1), (2, 3)] {
            let options: String = (0..right + wrong)
                .map(|n| format!("\n[[option]]\ntext = \"o{n}\"\n{}", if n < right { "correct = true\n" } else { "" }))
                .collect();
            let file = format!("+++\nkind = \"multiple\"\noutcome = 1\n{options}+++\nWhich?\n");
            let question = read("q.md", &file, 1, &mut Vec::new()).unwrap().question;
            let points = |chosen: std::ops::Range<usize>| grade(&question, Some(&Answer::Options(chosen.collect())), &[]);
            assert_eq!((points(0..right), points(0..right + wrong)), (Points::Of(100), Points::Of(0)), "{right} right, {wrong} wrong");
        }
    }

    #[test]
    fn what_is_wrong_has_its_line() {
        assert_eq!(problems("x"), ["q.md:1: does not begin with front matter between two lines of +++"]);
        let kind = problems("+++\noutcome = 1\nkind = \"essay\"\n+++\nWhy?\n");
        assert!(kind[0].starts_with("q.md:3: kind “essay” is not one of single"), "{kind:?}");
        let toml = problems("+++\nkind = \"single\"\noutcome = = 1\n+++\nWhy?\n");
        assert!(toml[0].starts_with("q.md:3: "), "{toml:?}");
        let key = problems("+++\nkind = \"single\"\noutcome = 1\nfeedbak = \"\"\n+++\nWhy?\n");
        assert!(key[0].starts_with("q.md:4: unknown field `feedbak`"), "{key:?}");
        let right = problems("+++\nkind = \"single\"\noutcome = 1\n\n[[option]]\ntext = \"a\"\n\n[[option]]\ntext = \"b\"\n+++\nWhy?\n");
        assert_eq!(right, ["q.md:5: needs exactly one right option"]);
        assert_eq!(problems("+++\nkind = \"description\"\noutcome = 4\n+++\nWhy?\n"), ["q.md:3: outcome must be a number from 1 to 3"]);
        let alt = problems("+++\nkind = \"description\"\noutcome = 1\n+++\nLook:\n\n![](images/a.png)\n");
        assert_eq!(alt, ["q.md:7: an image needs a text between [ and ] that says what it shows"]);
    }
}
