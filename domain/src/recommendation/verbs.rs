//! Verbs: which ask for one thing, which ask for nothing that could be checked.

use super::near::has;
use crate::tokens::Word;

/// What a verb asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// One thing that is done or not done.
    Action,
    /// A direction: good only with a number.
    Direction,
    /// A thought: never more than that.
    Thought,
}

/// How a verb is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `adopt`
    Base,
    /// `adopting`
    Ing,
    /// `adopted`
    Ed,
}

/// The actions that UPR Info counts as specific, and those that NGOs ask for. In British spelling.
const ACTIONS: &str = "\
    abolish accede accept acquit adopt align allocate allow amend annul appoint approve arrest ban build cancel cease close \
    codify commute compensate complete conclude conduct convene create criminalise cut decriminalise deposit design designate \
    develop disaggregate disband dismantle dismiss distribute double draft drop employ enact end equip establish exhume expunge \
    extend extradite finalise finance fine found free fund grant halt harmonise hire hold impose include incorporate inspect \
    install instruct introduce invalidate investigate invite issue launch legalise lift list lower make open operationalise order \
    organise outlaw pardon pass pay permit print prohibit prosecute provide publish punish put raise ratify recognise recruit \
    redraft reform refrain register rehabilitate reinstate release relocate remove reopen repeal replace reply report require \
    rescind respond restore return revise revoke schedule set sign stop submit suspend table terminate train transfer translate \
    withdraw";

/// Verbs that are as often a noun or an adjective: between other words they count only before an object.
const NOUNS_TOO: &str = "\
    address advance aim arrest ban close combat cut deposit design double draft drop employ end fight finance fine found free \
    fund grant halt hold increase issue list lower open order pardon pass pay permit print pursue raise reform register release \
    reply report respect return review schedule seek set sign stop study support table train transfer work";

/// Verbs of a direction.
const DIRECTIONS: &str = "\
    accelerate address advance aim apply assist bring carry combat comply consolidate continue cooperate deepen eliminate empower \
    encourage endeavour enforce engage enhance ensure eradicate expand facilitate fight foster fulfil give guarantee implement \
    improve increase intensify keep mainstream maintain monitor prevent prioritise promote protect pursue redouble reduce \
    reinforce respect safeguard seek strengthen strive support sustain tackle take undertake uphold work";

/// Verbs of a thought.
const THOUGHTS: &str = "assess consider contemplate envisage examine explore review study";

/// Past forms that no rule makes.
const IRREGULAR: &[(&str, &str)] = &[
    ("built", "build"),
    ("held", "hold"),
    ("paid", "pay"),
    ("set", "set"),
    ("withdrawn", "withdraw"),
    ("upheld", "uphold"),
    ("sought", "seek"),
];

/// Participles of verbs of neither list, for the passive.
const PARTICIPLES: &str = "brought done drawn given kept made put sent shown taken written";

/// What a word means as a verb.
pub(super) fn verb(lower: &str) -> Option<(Asked, Form)> {
    let british = lower.replace("iz", "is");
    let irregular = IRREGULAR.iter().find(|(past, _)| *past == british).map(|(_, base)| *base);
    if let Some(kind) = base(&british) {
        return Some((kind, Form::Base));
    }
    if let Some(kind) = irregular.and_then(base) {
        return Some((kind, Form::Ed));
    }
    let stems = |stem: &str| -> Vec<String> {
        let mut all = vec![stem.to_owned(), format!("{stem}e")];
        all.extend(stem.strip_suffix('i').map(|s| format!("{s}y")));
        let mut ends = stem.chars().rev();
        if ends.next().is_some_and(|last| ends.next() == Some(last)) {
            all.extend(stem.get(..stem.len().saturating_sub(1)).map(str::to_owned));
        }
        all
    };
    let known = |suffix: &str| british.strip_suffix(suffix).and_then(|stem| stems(stem).iter().find_map(|s| base(s)));
    known("ing").map(|kind| (kind, Form::Ing)).or_else(|| known("ed").map(|kind| (kind, Form::Ed)))
}

fn base(word: &str) -> Option<Asked> {
    let lists = [(ACTIONS, Asked::Action), (DIRECTIONS, Asked::Direction), (THOUGHTS, Asked::Thought)];
    lists.into_iter().find(|(list, _)| has(list, word)).map(|(_, kind)| kind)
}

/// Whether the word is as often no verb.
pub(super) fn noun_too(lower: &str) -> bool {
    has(NOUNS_TOO, lower)
}

/// Whether the word can be the second half of a passive.
pub(super) fn participle(lower: &str) -> bool {
    lower.ends_with("ed") && lower.len() > 4 || has(PARTICIPLES, lower) || IRREGULAR.iter().any(|(past, _)| *past == lower)
}

/// Turns of more than one word that ask for nothing: how they begin, and which word they need soon after.
const TURNS: &[(&str, &str)] = &[
    ("take", "steps step measures action actions efforts initiatives account care"),
    ("make", "efforts effort progress strides"),
    ("adopt", "measures steps initiatives"),
    ("provide", "measures support"),
    ("introduce", "measures steps"),
    ("put", "measures efforts"),
    ("pay", "attention"),
    ("raise", "awareness"),
    ("step", "up"),
    ("scale", "up"),
    ("speed", "up"),
    ("remain", "committed engaged"),
    ("give", "consideration attention priority"),
];

/// How far a turn reaches.
const TURN: usize = 6;

/// How many words long the turn is that begins with the first of these words.
pub(super) fn turn(words: &[Word]) -> Option<usize> {
    let (first, rest) = words.split_first()?;
    let (_, ends) = TURNS.iter().find(|(begin, _)| *begin == first.lower)?;
    let plain = |w: &Word| w.gap.trim().trim_matches(',').is_empty() && !w.lower.starts_with(|c: char| c.is_ascii_digit());
    let stop = "to that on for of by in with at from a an";
    let near = rest.iter().take(TURN).take_while(|w| plain(w) && !has(stop, &w.lower));
    near.enumerate().find(|(_, w)| has(ends, &w.lower)).map(|(n, _)| n + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_verbs() {
        for (word, meant) in [
            ("adopt", Some((Asked::Action, Form::Base))),
            ("decriminalize", Some((Asked::Action, Form::Base))),
            ("ratifying", Some((Asked::Action, Form::Ing))),
            ("submitting", Some((Asked::Action, Form::Ing))),
            ("releasing", Some((Asked::Action, Form::Ing))),
            ("ratified", Some((Asked::Action, Form::Ed))),
            ("banned", Some((Asked::Action, Form::Ed))),
            ("withdrawn", Some((Asked::Action, Form::Ed))),
            ("continuing", Some((Asked::Direction, Form::Ing))),
            ("consider", Some((Asked::Thought, Form::Base))),
            ("considered", Some((Asked::Thought, Form::Ed))),
            ("women", None),
            ("ing", None),
            ("ed", None),
        ] {
            assert_eq!(verb(word), meant, "{word}");
        }
    }

    #[test]
    fn words_behind_be_that_make_a_passive() {
        for word in ["adopted", "freed", "held", "taken", "withdrawn"] {
            assert!(participle(word), "{word}");
        }
        for word in ["need", "red", "public", "hold", "able"] {
            assert!(!participle(word), "{word}");
        }
    }

    #[test]
    fn turns_that_ask_for_nothing() {
        let long = |text: &str| turn(&crate::tokens::words(text));
        assert_eq!(long("Take all necessary steps to adopt"), Some(4));
        assert_eq!(long("Adopt effective, appropriate measures"), Some(4));
        assert_eq!(long("Adopt the 14 measures of the plan"), None);
        assert_eq!(long("Adopt a law on measures"), None);
        assert_eq!(long("Step up efforts"), Some(2));
    }
}
