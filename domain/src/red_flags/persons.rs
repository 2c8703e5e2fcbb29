//! What looks like the name of a private person. It only asks: in Latin letters, and only where the words around say so.

use std::{collections::HashSet, sync::LazyLock};

use super::{Draft, Flag, Kind, Text, states::Names};
use crate::tokens::{Word, has, span};

const TITLES: &str = "mr mrs ms miss mx messrs mme mlle monsieur madame sr sra señor señora";
/// Who is spoken of like this holds an office, or is spoken to.
const OFFICES: &str = "\
    ambassador attorney chair chairman chairperson chairwoman chief commissioner deputy director expert general governor \
    judge justice king mayor minister mp ombudsman ombudsperson premier president prime prosecutor queen rapporteur representative secretary senator \
    speaker spokesperson ministre président présidente rapporteure rapporteuse ministro ministra presidente presidenta relator relatora";
const ROLES: &str = "\
    activist apostate atheist blogger convert defender detainee dissident humanist inmate journalist lawyer lecturer poet prisoner \
    protester protestor student survivor teacher victim whistleblower witness writer militante étudiant étudiante journaliste \
    avocat avocate victime détenu détenue activista periodista estudiante abogado abogada víctima";
/// Words in names of bodies, places, laws and days.
static NO_PERSON: LazyLock<HashSet<&str>> = LazyLock::new(|| BODIES.split_ascii_whitespace().collect());
const BODIES: &str = "\
    act africa agency alliance america amnesty april art article asia assembly association august bar bill board bureau campaign capital \
    center central centre charter church city coalition code college commission committee community conference congress constitution \
    convention council court covenant day december declaration defenders department district east eastern europe faculty february federation forum foundation \
    freedom friday front fund general government great group high hospital house human humanist humanists independent index institute international january journal july june \
    justice labour law league legal march media ministry monday movement national network new news north northern november october office \
    optional organisation organization parliament party penal periodic police policy press prison procedure programme project protection protocol province public radio \
    region report republic resolution review rights river road rule saint saturday school section security senate september service session society south southern special \
    state states street student students sunday supreme task team television thursday times training tribunal tuesday union unit united universal university upper urban \
    watch wednesday west western women workers working world youth";
/// Small words inside of names.
const PARTICLES: &str = "al el bin bint ibn ben de da del della dos du la van von der ould ag";
/// Words that begin a sentence and no name.
const BEGINNINGS: &str = "\
    a according after although and as at before between both but by during for from he her his if in it on one our several she since some that the \
    their there these they this those to two under we when where while with les le la des en dans el los las";

pub(super) fn look(draft: &Draft, names: &Names, texts: &[Text]) -> Vec<Flag> {
    texts.iter().filter(|t| !t.consent).flat_map(|t| in_text(t, draft.language, names)).collect()
}

fn in_text(text: &Text, language: &str, names: &Names) -> Vec<Flag> {
    let mut found: Vec<&str> = Vec::new();
    let mut at = 0;
    while text.words.get(at).is_some() {
        let Some((from, to)) = titled(text, at, language).or_else(|| with_role(text, at, names)).or_else(|| with_age(text, at, names))
        else {
            at += 1;
            continue;
        };
        if let Some((from, to)) = text.words.get(from).zip(text.words.get(to)) {
            found.push(span(text.text, from, to));
        }
        at = to + 1;
    }
    let mut seen = HashSet::new();
    found.into_iter().filter(|name| seen.insert(*name)).map(|name| Flag::at(Kind::NamesPerson, text, name)).collect()
}

/// How far the parts of a name reach from here: the last word, if it is at least `least` parts.
fn run(text: &Text, from: usize, least: usize) -> Option<usize> {
    let (mut last, mut parts, mut at) = (from, 0, from);
    while let Some(word) = text.words.get(at).filter(|_| at < from + 8) {
        let touches = at == from || ["", "-", ".", "’"].contains(&word.gap.trim());
        let shouted = word.text.chars().count() > 1 && word.text.chars().all(char::is_uppercase);
        // an initial's full stop ends nothing, any other does
        let ended = at > from && word.gap.starts_with('.') && text.words.get(at - 1).is_some_and(|w| w.text.chars().count() > 1);
        if !touches || ended || NO_PERSON.contains(word.lower.as_str()) {
            break;
        }
        let initial = word.capital() && word.text.chars().count() == 1;
        if word.name_like() || (shouted && parts > 0) {
            (last, parts) = (at, parts + 1);
        } else if !initial && !has(PARTICLES, &word.lower) {
            break;
        }
        at += 1;
    }
    // "Jane Doe Foundation" is no person
    let body = text.words.get(last + 1).is_some_and(|w| w.gap.trim().is_empty() && w.capital() && NO_PERSON.contains(w.lower.as_str()));
    (parts >= least && !body).then_some(last)
}

/// "Ms Jane Doe", unless an office stands near.
fn titled(text: &Text, at: usize, language: &str) -> Option<(usize, usize)> {
    let word = text.words.get(at).filter(|w| w.capital())?;
    let french = language == "fr" && word.text == "M" && text.behind(at).starts_with(". ");
    if !(has(TITLES, &word.lower) || french) {
        return None;
    }
    let next = text.words.get(at + 1).filter(|w| ["", "."].contains(&w.gap.trim()))?;
    let office = |w: &Word| has(OFFICES, &w.lower);
    let before = text.words.get(at.saturating_sub(8)..at).unwrap_or_default().iter().any(office);
    let to = run(text, at + 1, 1)?;
    let after = text.words.get(to + 1..).unwrap_or_default().iter().take(4).any(office);
    (!before && !after && !office(next)).then_some((at, to))
}

/// "journalist Jane Doe", "a student named Jane Doe".
fn with_role(text: &Text, at: usize, names: &Names) -> Option<(usize, usize)> {
    text.words.get(at).filter(|w| has(ROLES, &w.lower))?;
    let named = usize::from(text.words.get(at + 1).is_some_and(|w| has("named called nommé nommée llamado llamada", &w.lower)));
    let from = at + 1 + named;
    let near = text.words.get(from).is_some_and(|w| matches!(w.gap.trim(), "" | "," | "“" | "\""));
    let state = text.words.get(from..).and_then(|rest| names.find(rest)).is_some_and(|(long, _)| long > 1);
    let to = run(text, from, 2)?;
    (near && !state).then_some((from, to))
}

/// "Jane Doe, 34," and "Jane Doe, aged 34" and "Jane Doe (34 years old)".
fn with_age(text: &Text, at: usize, names: &Names) -> Option<(usize, usize)> {
    let first = text.words.get(at).filter(|w| w.name_like() && !has(BEGINNINGS, &w.lower))?;
    let touching =
        at > 0 && first.gap.trim().is_empty() && text.words.get(at - 1).is_some_and(|w| w.name_like() && !has(BEGINNINGS, &w.lower));
    let to = if touching { None } else { run(text, at, 2) }?;
    let gap = text.behind(to).trim();
    let aged = usize::from(text.words.get(to + 1).is_some_and(|w| has("aged age âgé âgée", &w.lower)));
    let number = to + 1 + aged;
    let years: u32 = text.words.get(number)?.text.parse().ok()?;
    let behind = text.behind(number);
    let old = text.words.get(number + 1).is_some_and(|w| has("year years ans años", &w.lower));
    let said = aged == 1 || old || (gap == "," && behind.starts_with(','));
    let state = text.words.get(at..).and_then(|rest| names.find(rest)).is_some();
    ((1..=110).contains(&years) && [",", "(", ", ("].contains(&gap) && said && !state).then_some((at, to))
}
