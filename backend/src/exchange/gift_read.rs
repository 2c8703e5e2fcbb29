//! Reading GIFT, after Moodle's documentation of the format: questions between blank lines, `::name::`, `[format]`, the
//! answers in braces, `####` general feedback, `#` feedback, `%n%` weights, `\` before a control character.

use domain::quiz::{Accepted, Choice, Credit, Criterion, NumberAnswer, Pair, Question, Shape};

use super::{DEFAULT_CRITERION, Read, escape_markdown, name_of, outcome_of, tag_of};
use crate::learning::content::question_file::Written;

/// A character, and whether a backslash stood before it.
type Token = (char, bool);

/// Reads a file.
pub(super) fn read(text: &str) -> Read {
    let mut questions = Vec::new();
    let mut wrong = Vec::new();
    let mut category: Option<String> = None;
    for block in blocks(text) {
        let tokens = tokens(&block.text);
        if let Some(path) = block.text.strip_prefix("$CATEGORY:") {
            category = path.trim().rsplit('/').next().map(tag_of).filter(|c| !c.is_empty() && c != "top");
            continue;
        }
        let mut tags = block.tags.clone();
        tags.extend(category.clone().filter(|c| !tags.contains(c)));
        match question(&tokens) {
            Ok((name, question)) => {
                let outcome = outcome_of(&mut tags);
                questions.push((block.line, Written { name, outcome, tags, question }));
            }
            Err(reason) => wrong.push((block.line, reason)),
        }
    }
    (questions, wrong)
}

struct Block {
    line: usize,
    text: String,
    tags: Vec<String>,
}

/// Questions are separated by blank lines; inside braces a blank line separates nothing.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut current: Option<Block> = None;
    let mut tags: Vec<String> = Vec::new();
    let mut open = false;
    for (number, line) in (1..).zip(text.lines()) {
        let trimmed = line.trim();
        if let Some(comment) = trimmed.strip_prefix("//") {
            tags.extend(comment_tags(comment));
            continue;
        }
        if trimmed.is_empty() && !open {
            blocks.extend(current.take());
            continue;
        }
        let is_category = current.is_none() && trimmed.starts_with("$CATEGORY:");
        let own_tags = if current.is_none() && !is_category { std::mem::take(&mut tags) } else { Vec::new() };
        let block = current.get_or_insert_with(|| Block { line: number, text: String::new(), tags: own_tags });
        if !block.text.is_empty() {
            block.text.push('\n');
        }
        block.text.push_str(trimmed);
        for (c, escaped) in tokens(trimmed) {
            match c {
                '{' if !escaped => open = true,
                '}' if !escaped => open = false,
                _ => {}
            }
        }
        if is_category {
            blocks.extend(current.take());
        }
    }
    blocks.extend(current);
    blocks
}

/// `// [tag:deadline] [tag:safety]`
fn comment_tags(comment: &str) -> Vec<String> {
    comment.split("[tag:").skip(1).filter_map(|rest| rest.split_once(']')).map(|(tag, _)| tag_of(tag)).filter(|t| !t.is_empty()).collect()
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some('n')) => {
                chars.next();
                out.push(('\n', true));
            }
            ('\\', Some(next)) if "~=#{}:\\".contains(*next) => {
                out.push((*next, true));
                chars.next();
            }
            (c, _) => out.push((c, false)),
        }
    }
    out
}

fn plain(tokens: &[Token]) -> String {
    tokens.iter().map(|(c, _)| *c).collect::<String>().trim().to_owned()
}

fn find(tokens: &[Token], what: &str) -> Option<usize> {
    let wanted: Vec<char> = what.chars().collect();
    tokens.windows(wanted.len()).position(|w| w.iter().zip(&wanted).all(|((c, escaped), x)| c == x && !escaped))
}

fn after(tokens: &[Token], start: usize) -> &[Token] {
    tokens.get(start..).unwrap_or_default()
}

fn before(tokens: &[Token], end: usize) -> &[Token] {
    tokens.get(..end).unwrap_or_default()
}

/// How a text is to be understood.
#[derive(Clone, Copy)]
enum TextFormat {
    Plain,
    Markdown,
}

/// `[markdown]` and its like at the beginning.
fn formatted(tokens: &[Token], default: TextFormat) -> (String, TextFormat) {
    let text = plain(tokens);
    for (mark, format) in [
        ("[markdown]", TextFormat::Markdown),
        ("[html]", TextFormat::Markdown),
        ("[plain]", TextFormat::Plain),
        ("[moodle]", TextFormat::Plain),
    ] {
        if let Some(rest) = text.strip_prefix(mark) {
            return (in_markdown(rest.trim(), format), format);
        }
    }
    (in_markdown(&text, default), default)
}

fn in_markdown(text: &str, format: TextFormat) -> String {
    match format {
        TextFormat::Markdown => text.to_owned(),
        TextFormat::Plain => escape_markdown(text),
    }
}

fn question(tokens: &[Token]) -> Result<(String, Question), String> {
    let mut rest = tokens;
    let mut name = None;
    if find(rest, "::") == Some(0)
        && let Some(end) = find(after(rest, 2), "::")
    {
        name = Some(plain(before(after(rest, 2), end)));
        rest = after(rest, end + 4);
    }
    let (open, close) = (find(rest, "{"), find(rest, "}"));
    let (text, answers) = match (open, close) {
        (None, None) => (rest.to_vec(), None),
        (Some(open), Some(close)) if open < close => {
            let tail = after(rest, close + 1);
            if find(tail, "{").is_some() {
                return Err("has two pairs of braces: one question can have one".to_owned());
            }
            let mut text = before(rest, open).to_vec();
            if !plain(tail).is_empty() {
                // the missing word stands in the sentence
                text.extend("_____".chars().map(|c| (c, false)));
                text.extend_from_slice(tail);
            }
            (text, Some(before(after(rest, open + 1), close - open - 1)))
        }
        (Some(_), None) => return Err("a { without its }: the file may be cut off".to_owned()),
        _ => return Err("a } without its {".to_owned()),
    };
    let (text, format) = formatted(&text, TextFormat::Plain);
    let name = name.filter(|n| !n.is_empty()).unwrap_or_else(|| name_of(&text));
    let Some(answers) = answers else { return Ok((name, Question { text, feedback: String::new(), shape: Shape::Description })) };
    let (answers, feedback) = match rfind(answers, "####") {
        Some(at) => (before(answers, at), formatted(after(answers, at + 4), format).0),
        None => (answers, String::new()),
    };
    Ok((name, Question { text, feedback, shape: shape(answers, format)? }))
}

fn rfind(tokens: &[Token], what: &str) -> Option<usize> {
    let wanted: Vec<char> = what.chars().collect();
    let is_it = |w: &[Token]| w.iter().zip(&wanted).all(|((c, escaped), x)| c == x && !escaped);
    tokens.windows(wanted.len()).rposition(is_it)
}

fn shape(answers: &[Token], format: TextFormat) -> Result<Shape, String> {
    let start = answers.iter().position(|(c, _)| !c.is_whitespace());
    let Some(start) = start else {
        let (text, points) = DEFAULT_CRITERION;
        return Ok(Shape::Open { criteria: vec![Criterion { text: text.to_owned(), points }], model_answer: String::new() });
    };
    let answers = after(answers, start);
    if answers.first() == Some(&('#', false)) {
        return numbers(after(answers, 1), format);
    }
    if find(answers, "~").is_some() {
        return choices(answers, format);
    }
    if find(answers, "=").is_some() && find(answers, "->").is_some() {
        return matching(answers);
    }
    if let Some(statement) = true_false(answers, format) {
        return Ok(statement);
    }
    let parts = entries(answers, "=");
    if parts.is_empty() {
        return Err("has answers in braces that are not understood: each begins with = or ~".to_owned());
    }
    let accepted = |(_, part): &(char, &[Token])| {
        let (credit, part) = weight(part)?;
        let (text, feedback) = comment(part, format);
        Ok(Accepted { text: plain(text), credit: credit.unwrap_or(Credit::FULL), feedback })
    };
    Ok(Shape::ShortText { answers: parts.iter().map(accepted).collect::<Result<_, String>>()? })
}

/// The parts that begin with one of the marks, each with its mark.
fn entries<'a>(tokens: &'a [Token], marks: &str) -> Vec<(char, &'a [Token])> {
    let starts: Vec<usize> =
        (0..tokens.len()).filter(|i| tokens.get(*i).is_some_and(|(c, escaped)| !escaped && marks.contains(*c))).collect();
    let end = |n: usize| starts.get(n + 1).copied().unwrap_or(tokens.len());
    starts.iter().enumerate().filter_map(|(n, start)| Some((tokens.get(*start)?.0, tokens.get(start + 1..end(n))?))).collect()
}

/// `%50%` at the beginning.
fn weight(tokens: &[Token]) -> Result<(Option<Credit>, &[Token]), String> {
    let start = tokens.iter().position(|(c, _)| !c.is_whitespace()).unwrap_or(0);
    let trimmed = after(tokens, start);
    if trimmed.first() != Some(&('%', false)) {
        return Ok((None, trimmed));
    }
    let Some(end) = find(after(trimmed, 1), "%") else { return Ok((None, trimmed)) };
    let typed = plain(before(after(trimmed, 1), end));
    let percent: f64 = typed.parse().map_err(|_e| format!("has the weight “{typed}”, which is no number"))?;
    if !(-100.0..=100.0).contains(&percent) {
        return Err(format!("has the weight {percent}, which is not from -100 to 100"));
    }
    Ok((Some(Credit::from(percent)), after(trimmed, end + 2)))
}

/// What stands before `#`, and the feedback after it.
fn comment(tokens: &[Token], format: TextFormat) -> (&[Token], String) {
    match find(tokens, "#") {
        Some(at) => (before(tokens, at), formatted(after(tokens, at + 1), format).0),
        None => (tokens, String::new()),
    }
}

fn choices(answers: &[Token], format: TextFormat) -> Result<Shape, String> {
    let parts = entries(answers, "~=");
    let single = parts.iter().any(|(mark, _)| *mark == '=');
    let choice = |(mark, part): &(char, &[Token])| {
        let (credit, part) = weight(part)?;
        let (text, feedback) = comment(part, format);
        let default = if *mark == '=' { Credit::FULL } else { Credit::NONE };
        Ok(Choice { text: formatted(text, format).0, credit: credit.unwrap_or(default), feedback })
    };
    let options: Vec<Choice> = parts.iter().map(choice).collect::<Result<_, String>>()?;
    Ok(if single { Shape::Single { options } } else { Shape::Multiple { options } })
}

fn matching(answers: &[Token]) -> Result<Shape, String> {
    let (mut pairs, mut distractors) = (Vec::new(), Vec::new());
    for (_, part) in entries(answers, "=") {
        let at = find(part, "->").ok_or_else(|| format!("has a pair without -> (“{}”)", plain(part)))?;
        let (left, right) = (plain(before(part, at)), plain(after(part, at + 2)));
        if left.is_empty() { distractors.push(right) } else { pairs.push(Pair { left, right }) }
    }
    Ok(Shape::Matching { pairs, distractors })
}

fn true_false(answers: &[Token], format: TextFormat) -> Option<Shape> {
    let parts: Vec<&[Token]> = {
        let first = find(answers, "#").unwrap_or(answers.len());
        let rest = after(answers, first + 1);
        let second = find(rest, "#").unwrap_or(rest.len());
        vec![before(answers, first), before(rest, second), after(rest, second + 1)]
    };
    let truth = match plain(parts.first()?).as_str() {
        "T" | "TRUE" => true,
        "F" | "FALSE" => false,
        _ => return None,
    };
    let (wrong, right) = (formatted(parts.get(1)?, format).0, formatted(parts.get(2)?, format).0);
    let option = |text: &str, is_right: bool| Choice {
        text: text.to_owned(),
        credit: if is_right { Credit::FULL } else { Credit::NONE },
        feedback: if is_right { right.clone() } else { wrong.clone() },
    };
    Some(Shape::TrueFalse { options: vec![option("True", truth), option("False", !truth)] })
}

fn numbers(tokens: &[Token], format: TextFormat) -> Result<Shape, String> {
    let several = find(tokens, "=").is_some();
    let parts: Vec<&[Token]> = if several { entries(tokens, "=").into_iter().map(|(_, part)| part).collect() } else { vec![tokens] };
    let answer = |part: &&[Token]| {
        let (credit, part) = weight(part)?;
        let (number, feedback) = comment(part, format);
        let (value, tolerance) = range(&plain(number))?;
        Ok(NumberAnswer { value, tolerance, credit: credit.unwrap_or(Credit::FULL), feedback })
    };
    Ok(Shape::Number { answers: parts.iter().map(answer).collect::<Result<_, String>>()? })
}

/// `3.14:0.01`, `3.141..3.142`, or a bare number.
fn range(text: &str) -> Result<(f64, f64), String> {
    let number = |t: &str| t.trim().parse::<f64>().map_err(|_e| format!("has “{}”, which is no number", t.trim()));
    if let Some((low, high)) = text.split_once("..") {
        let (low, high) = (number(low)?, number(high)?);
        return Ok((tidy(f64::midpoint(low, high)), tidy((high - low) / 2.0)));
    }
    match text.split_once(':') {
        Some((value, tolerance)) => Ok((number(value)?, number(tolerance)?)),
        None => Ok((number(text)?, 0.0)),
    }
}

/// The middle of a range of decimal numbers, without the dust of binary ones.
fn tidy(number: f64) -> f64 {
    format!("{number:.12}").parse().unwrap_or(number)
}
