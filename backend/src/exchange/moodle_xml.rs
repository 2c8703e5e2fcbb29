//! Moodle XML, in and out: every kind, ordering and gaps included.

use domain::quiz::{Accepted, Choice, Credit, Criterion, Gap, NumberAnswer, Pair, Question, Shape};
use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{
    DEFAULT_CRITERION, Read, escape_markdown, name_of, outcome_of, tag_of, tags_with_outcome,
    xml_tree::{Element, parse},
};
use crate::learning::content::question_file::Written;

pub(super) fn read(text: &str) -> Read {
    let root = match parse(text) {
        Ok(root) if root.name == "quiz" => root,
        Ok(root) => return (Vec::new(), vec![(root.line, format!("begins with <{}>, not with <quiz>", root.name))]),
        Err((line, reason)) => return (Vec::new(), vec![(line, reason)]),
    };
    let (mut questions, mut wrong) = (Vec::new(), Vec::new());
    let mut category: Option<String> = None;
    for element in root.all("question") {
        if element.attribute("type") == "category" {
            let path = element.child("category").map(|c| c.child_text("text")).unwrap_or_default();
            category = path.rsplit('/').next().map(tag_of).filter(|c| !c.is_empty() && c != "top");
            continue;
        }
        match question(element) {
            Ok(question) => {
                let mut tags: Vec<String> =
                    element.child("tags").into_iter().flat_map(|t| t.all("tag")).map(|t| tag_of(t.child_text("text"))).collect();
                tags.retain(|t| !t.is_empty());
                tags.extend(category.clone().filter(|c| !tags.contains(c)));
                let name = element.child("name").map(|n| n.child_text("text")).unwrap_or_default();
                let name = if name.is_empty() { name_of(&question.text) } else { name.to_owned() };
                let outcome = outcome_of(&mut tags);
                questions.push((element.line, Written { name, outcome, tags, question }));
            }
            Err(reason) => wrong.push((element.line, reason)),
        }
    }
    (questions, wrong)
}

/// A text of Moodle as Markdown. HTML stays: Markdown may hold it, and it is sanitised when it is rendered.
fn markdown(element: Option<&Element>) -> String {
    let Some(element) = element else { return String::new() };
    let text = element.child_text("text");
    match element.attribute("format") {
        "plain_text" => escape_markdown(text),
        _ => text.to_owned(),
    }
}

fn question(element: &Element) -> Result<Question, String> {
    let text = markdown(element.child("questiontext"));
    let feedback = markdown(element.child("generalfeedback"));
    let kind = element.attribute("type");
    let shape = match kind {
        "multichoice" => {
            let options = options(element)?;
            if matches!(element.child_text("single"), "false" | "0") { Shape::Multiple { options } } else { Shape::Single { options } }
        }
        "truefalse" => {
            let mut options = options(element)?;
            options.sort_by_key(|o| !o.text.eq_ignore_ascii_case("true"));
            for (option, text) in options.iter_mut().zip(["True", "False"]) {
                text.clone_into(&mut option.text);
            }
            Shape::TrueFalse { options }
        }
        "shortanswer" => {
            let accepted = |a: &Element| {
                Ok(Accepted { text: a.child_text("text").to_owned(), credit: fraction(a)?, feedback: markdown(a.child("feedback")) })
            };
            Shape::ShortText { answers: element.all("answer").map(accepted).collect::<Result<_, String>>()? }
        }
        "numerical" => {
            let number = |t: &str| t.parse::<f64>().map_err(|_e| format!("has “{t}”, which is no number"));
            let answer = |a: &Element| {
                let tolerance = if a.child_text("tolerance").is_empty() { 0.0 } else { number(a.child_text("tolerance"))? };
                Ok(NumberAnswer {
                    value: number(a.child_text("text"))?,
                    tolerance,
                    credit: fraction(a)?,
                    feedback: markdown(a.child("feedback")),
                })
            };
            Shape::Number { answers: element.all("answer").map(answer).collect::<Result<_, String>>()? }
        }
        "matching" | "ddmatch" => {
            let (mut pairs, mut distractors) = (Vec::new(), Vec::new());
            for sub in element.all("subquestion") {
                let right = sub.child("answer").map(|a| a.child_text("text")).unwrap_or_default().to_owned();
                match sub.child_text("text") {
                    "" => distractors.push(right),
                    left => pairs.push(Pair { left: left.to_owned(), right }),
                }
            }
            Shape::Matching { pairs, distractors }
        }
        "ordering" => Shape::Ordering { items: element.all("answer").map(|a| a.child_text("text").to_owned()).collect() },
        "essay" => open(element.child("graderinfo").map(|g| g.child_text("text")).unwrap_or_default()),
        "description" => Shape::Description,
        "cloze" | "multianswer" => {
            let (text, gaps) = cloze(&text)?;
            return Ok(Question { text, feedback, shape: Shape::Gaps { gaps } });
        }
        "gapselect" | "ddwtos" => {
            let (text, gaps) = gap_select(element, &text)?;
            return Ok(Question { text, feedback, shape: Shape::Gaps { gaps } });
        }
        other => return Err(format!("is of the kind “{other}”, which Upright does not have")),
    };
    Ok(Question { text, feedback, shape })
}

fn fraction(answer: &Element) -> Result<Credit, String> {
    let typed = answer.attribute("fraction");
    match typed.parse::<f64>() {
        Ok(percent) if (-100.0..=100.0).contains(&percent) => Ok(Credit::from(percent)),
        _ => Err(format!("has an answer with the fraction “{typed}”")),
    }
}

fn options(element: &Element) -> Result<Vec<Choice>, String> {
    let option = |a: &Element| Ok(Choice { text: markdown(Some(a)), credit: fraction(a)?, feedback: markdown(a.child("feedback")) });
    element.all("answer").map(option).collect()
}

/// The rubric as it stands in the notes for graders: `- criterion (3)`, then the model answer.
fn open(notes: &str) -> Shape {
    let mut criteria = Vec::new();
    let mut model = Vec::new();
    for line in notes.lines() {
        let criterion = line.strip_prefix("- ").and_then(|l| l.strip_suffix(')')).and_then(|l| l.rsplit_once(" ("));
        match criterion.and_then(|(text, points)| Some((text, points.parse().ok()?))) {
            Some((text, points)) if model.is_empty() => criteria.push(Criterion { text: text.to_owned(), points }),
            _ => model.push(line),
        }
    }
    if criteria.is_empty() {
        let (text, points) = DEFAULT_CRITERION;
        criteria.push(Criterion { text: text.to_owned(), points });
    }
    Shape::Open { criteria, model_answer: model.join("\n").trim().to_owned() }
}

/// `{1:SHORTANSWER:=a~=b}` and `{1:MULTICHOICE:=a~b}`.
fn cloze(text: &str) -> Result<(String, Vec<Gap>), String> {
    let mut out = String::new();
    let mut gaps = Vec::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        let (before, inside) = rest.split_at(open);
        out.push_str(before);
        let close = closing(inside).ok_or("has a gap without its }")?;
        let code = inside.get(1..close).unwrap_or_default();
        let mut parts = code.splitn(3, ':');
        let (_weight, kind, answers) =
            (parts.next(), parts.next().unwrap_or_default(), parts.next().ok_or("has a gap that is not understood")?);
        let choice = kind.starts_with("MULTICHOICE") || kind.starts_with("MC");
        if !choice && !kind.starts_with("SHORTANSWER") && !kind.starts_with("SA") && !kind.starts_with("MW") {
            return Err(format!("has a gap of the kind “{kind}”; short answers and choices are read"));
        }
        let (mut accept, mut choices) = (Vec::new(), Vec::new());
        for answer in split_unescaped(answers) {
            let answer = answer.split('#').next().unwrap_or_default();
            let (right, text) = match answer.strip_prefix('=').or_else(|| answer.strip_prefix("%100%")) {
                Some(text) => (true, text),
                None => (false, answer),
            };
            let text = unescape(text.trim());
            if right {
                accept.push(text.clone());
            }
            choices.push(text);
        }
        enough(&gaps)?;
        gaps.push(Gap { choices: if choice { choices } else { Vec::new() }, accept });
        out.push_str(&format!("{{{}}}", gaps.len()));
        rest = inside.get(close + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    Ok((out, gaps))
}

/// A sentence has no more gaps than a phone can show.
fn enough(gaps: &[Gap]) -> Result<(), String> {
    if gaps.len() < 20 { Ok(()) } else { Err("has more than twenty gaps".to_owned()) }
}

fn closing(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(i, c)| {
        let found = c == '}' && !escaped;
        escaped = c == '\\' && !escaped;
        found.then_some(i)
    })
}

fn split_unescaped(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut escaped = false;
    for c in text.chars() {
        if c == '~' && !escaped {
            parts.push(String::new());
        } else if let Some(last) = parts.last_mut() {
            last.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    parts
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(if c == '\\' { chars.next().unwrap_or(c) } else { c });
    }
    out
}

fn escape_cloze(text: &str) -> String {
    text.chars().flat_map(|c| if "~=#{}\\/\"".contains(c) { vec!['\\', c] } else { vec![c] }).collect()
}

/// `[[1]]` in the text, and options: the n-th is right in the gap `[[n]]`, those of its group can be chosen.
fn gap_select(element: &Element, text: &str) -> Result<(String, Vec<Gap>), String> {
    let name = if element.child("dragbox").is_some() { "dragbox" } else { "selectoption" };
    let options: Vec<(&str, &str)> = element.all(name).map(|o| (o.child_text("text"), o.child_text("group"))).collect();
    let mut out = text.to_owned();
    let mut gaps = Vec::new();
    for part in text.split("[[").skip(1) {
        let number = part.split("]]").next().unwrap_or_default();
        let index: usize = number.parse().map_err(|_e| format!("has the gap “{number}”, which is no number"))?;
        let (right, group) = *options.get(index.wrapping_sub(1)).ok_or_else(|| format!("has the gap [[{index}]] without an option"))?;
        let choices = options.iter().filter(|(_, g)| *g == group).map(|(t, _)| (*t).to_owned()).collect();
        enough(&gaps)?;
        gaps.push(Gap { choices, accept: vec![right.to_owned()] });
        out = out.replacen(&format!("[[{number}]]"), &format!("{{{}}}", gaps.len()), 1);
    }
    Ok((out, gaps))
}

type Out = Writer<Vec<u8>>;

/// Writing to memory does not fail; should it, the file ends there and does not parse.
pub(super) fn write(questions: &[Written]) -> String {
    let mut out = Writer::new_with_indent(Vec::new(), b' ', 1);
    let result = (|| {
        out.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        out.create_element("quiz").write_inner_content(|out| questions.iter().try_for_each(|q| one(out, q)))?;
        Ok::<(), std::io::Error>(())
    })();
    if let Err(error) = result {
        tracing::error!(%error, "questions were not written as XML");
    }
    String::from_utf8_lossy(&out.into_inner()).into_owned()
}

fn text(out: &mut Out, text: &str) -> std::io::Result<()> {
    out.create_element("text").write_text_content(BytesText::new(text)).map(drop)
}

fn rich(out: &mut Out, name: &str, markdown: &str) -> std::io::Result<()> {
    out.create_element(name).with_attribute(("format", "markdown")).write_inner_content(|out| text(out, markdown)).map(drop)
}

fn plain(out: &mut Out, name: &str, value: &str) -> std::io::Result<()> {
    out.create_element(name).write_text_content(BytesText::new(value)).map(drop)
}

fn one(out: &mut Out, written: &Written) -> std::io::Result<()> {
    let question = &written.question;
    let kind = match &question.shape {
        Shape::Single { .. } | Shape::Multiple { .. } => "multichoice",
        Shape::TrueFalse { .. } => "truefalse",
        Shape::ShortText { .. } => "shortanswer",
        Shape::Number { .. } => "numerical",
        Shape::Matching { .. } => "matching",
        Shape::Ordering { .. } => "ordering",
        Shape::Gaps { .. } => "cloze",
        Shape::Open { .. } => "essay",
        Shape::Description => "description",
    };
    out.create_element("question").with_attribute(("type", kind)).write_inner_content(|out| {
        out.create_element("name").write_inner_content(|out| text(out, &written.name))?;
        rich(out, "questiontext", &with_gaps(question))?;
        rich(out, "generalfeedback", &question.feedback)?;
        shape(out, &question.shape)?;
        out.create_element("tags").write_inner_content(|out| {
            tags_with_outcome(written)
                .iter()
                .try_for_each(|tag| out.create_element("tag").write_inner_content(|out| text(out, tag)).map(drop))
        })?;
        Ok(())
    })?;
    Ok(())
}

/// The text with its gaps as Moodle writes them.
fn with_gaps(question: &Question) -> String {
    let Shape::Gaps { gaps } = &question.shape else { return question.text.clone() };
    (1..).zip(gaps).fold(question.text.clone(), |text, (n, gap)| {
        let answers = if gap.choices.is_empty() {
            gap.accept.iter().map(|a| format!("={}", escape_cloze(a))).collect::<Vec<_>>()
        } else {
            let one = |c: &String| format!("{}{}", if gap.accept.contains(c) { "=" } else { "" }, escape_cloze(c));
            gap.choices.iter().map(one).collect()
        };
        let kind = if gap.choices.is_empty() { "SHORTANSWER" } else { "MULTICHOICE" };
        text.replacen(&format!("{{{n}}}"), &format!("{{1:{kind}:{}}}", answers.join("~")), 1)
    })
}

fn answer(
    out: &mut Out,
    value: &str,
    credit: Credit,
    feedback: &str,
    format: Option<&str>,
    extra: Option<(&str, String)>,
) -> std::io::Result<()> {
    let percent = f64::from(credit).to_string();
    let mut element = out.create_element("answer").with_attribute(("fraction", percent.as_str()));
    if let Some(format) = format {
        element = element.with_attribute(("format", format));
    }
    element.write_inner_content(|out| {
        text(out, value)?;
        rich(out, "feedback", feedback)?;
        extra.map_or(Ok(()), |(name, value)| plain(out, name, &value))
    })?;
    Ok(())
}

fn shape(out: &mut Out, shape: &Shape) -> std::io::Result<()> {
    match shape {
        Shape::Single { options } | Shape::Multiple { options } => {
            plain(out, "single", if matches!(shape, Shape::Single { .. }) { "true" } else { "false" })?;
            plain(out, "shuffleanswers", "true")?;
            options.iter().try_for_each(|o| answer(out, &o.text, o.credit, &o.feedback, Some("markdown"), None))
        }
        Shape::TrueFalse { options } => options
            .iter()
            .zip(["true", "false"])
            .try_for_each(|(o, name)| answer(out, name, o.credit, &o.feedback, Some("moodle_auto_format"), None)),
        Shape::ShortText { answers } => {
            plain(out, "usecase", "0")?;
            answers.iter().try_for_each(|a| answer(out, &a.text, a.credit, &a.feedback, Some("moodle_auto_format"), None))
        }
        Shape::Number { answers } => answers
            .iter()
            .try_for_each(|a| answer(out, &a.value.to_string(), a.credit, &a.feedback, None, Some(("tolerance", a.tolerance.to_string())))),
        Shape::Matching { pairs, distractors } => {
            plain(out, "shuffleanswers", "true")?;
            let sides = pairs.iter().map(|p| (p.left.as_str(), p.right.as_str())).chain(distractors.iter().map(|d| ("", d.as_str())));
            sides.into_iter().try_for_each(|(left, right)| {
                out.create_element("subquestion").with_attribute(("format", "markdown")).write_inner_content(|out| {
                    text(out, left)?;
                    out.create_element("answer").write_inner_content(|out| text(out, right)).map(drop)
                })?;
                Ok(())
            })
        }
        Shape::Ordering { items } => (1..).zip(items).try_for_each(|(n, item): (i32, _)| {
            let place = n.to_string();
            let element = out.create_element("answer").with_attributes([("fraction", place.as_str()), ("format", "markdown")]);
            element.write_inner_content(|out| text(out, item)).map(drop)
        }),
        Shape::Open { criteria, model_answer } => {
            let rubric: Vec<String> = criteria.iter().map(|c| format!("- {} ({})", c.text, c.points)).collect();
            rich(out, "graderinfo", format!("{}\n\n{model_answer}", rubric.join("\n")).trim())
        }
        Shape::Gaps { .. } | Shape::Description => Ok(()),
    }
}
