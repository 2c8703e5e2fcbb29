//! Writing GIFT. Texts are marked `[markdown]`, tags travel in a comment as Moodle reads them.

use domain::quiz::{Choice, Credit, Shape};

use super::tags_with_outcome;
use crate::learning::content::question_file::Written;

pub(super) fn write(questions: &[Written]) -> String {
    let mut out = String::from("// Questions exported by Upright, in Moodle's GIFT format.\n\n");
    for written in questions {
        match answers(&written.question.shape) {
            Some(answers) => out.push_str(&one(written, &answers)),
            None => out.push_str(&format!(
                "// Left out: “{}”. GIFT has no kind for “{}”; Moodle XML has.\n\n",
                written.name.replace('\n', " "),
                written.question.kind().name()
            )),
        }
    }
    out
}

fn one(written: &Written, answers: &str) -> String {
    let tags: Vec<String> = tags_with_outcome(written).iter().map(|t| format!("[tag:{t}]")).collect();
    let feedback = match written.question.feedback.as_str() {
        "" => String::new(),
        text => format!("####{}", escape(text)),
    };
    let body = if written.question.shape == Shape::Description { String::new() } else { format!("{{{answers}{feedback}}}") };
    format!("// {}\n::{}::[markdown]{}{body}\n\n", tags.join(" "), escape(&written.name), escape(&written.question.text))
}

fn escape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn feedback(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("#{}", escape(text)) }
}

fn percent(credit: Credit) -> String {
    format!("%{}%", f64::from(credit))
}

/// What stands in the braces; none for a kind that GIFT does not have.
fn answers(shape: &Shape) -> Option<String> {
    let lines = |entries: Vec<String>| format!("\n{}\n", entries.join("\n"));
    Some(match shape {
        Shape::Description | Shape::Open { .. } => String::new(),
        Shape::TrueFalse { options } => {
            let truth = options.first().is_some_and(Choice::is_right);
            let of = |is_right: bool| options.iter().find(|o| o.is_right() == is_right).map(|o| o.feedback.clone()).unwrap_or_default();
            let (wrong, right) = (of(false), of(true));
            let comments = match (wrong.is_empty(), right.is_empty()) {
                (true, true) => String::new(),
                (_, true) => format!("#{}", escape(&wrong)),
                _ => format!("#{}#{}", escape(&wrong), escape(&right)),
            };
            format!("{}{comments}", if truth { "TRUE" } else { "FALSE" })
        }
        Shape::Single { options } => lines(
            options
                .iter()
                .map(|o| {
                    let mark = match o.credit {
                        Credit::FULL => "=".to_owned(),
                        Credit::NONE => "~".to_owned(),
                        credit => format!("~{}", percent(credit)),
                    };
                    format!("{mark}{}{}", escape(&o.text), feedback(&o.feedback))
                })
                .collect(),
        ),
        Shape::Multiple { options } => {
            lines(options.iter().map(|o| format!("~{}{}{}", percent(o.credit), escape(&o.text), feedback(&o.feedback))).collect())
        }
        Shape::ShortText { answers } => lines(
            answers
                .iter()
                .map(|a| {
                    let weight = if a.credit == Credit::FULL { String::new() } else { percent(a.credit) };
                    format!("={weight}{}{}", escape(&a.text), feedback(&a.feedback))
                })
                .collect(),
        ),
        Shape::Number { answers } => format!(
            "#{}",
            lines(
                answers
                    .iter()
                    .map(|a| {
                        let weight = if a.credit == Credit::FULL { String::new() } else { percent(a.credit) };
                        format!("={weight}{}:{}{}", a.value, a.tolerance, feedback(&a.feedback))
                    })
                    .collect()
            )
        ),
        Shape::Matching { pairs, distractors } => lines(
            pairs
                .iter()
                .map(|p| format!("={} -> {}", escape(&p.left), escape(&p.right)))
                .chain(distractors.iter().map(|d| format!("= -> {}", escape(d))))
                .collect(),
        ),
        Shape::Ordering { .. } | Shape::Gaps { .. } => return None,
    })
}
