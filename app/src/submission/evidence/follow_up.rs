//! A first text about what became of the recommendations of the last cycle.

use backend::submission::Prior;
use domain::submission::Mark;

use crate::{i18n::t, submission::words};

/// A first text about the follow-up, from the marks; `None` if nothing is marked.
pub fn follow_up(all: &[Prior]) -> Option<String> {
    let marked: Vec<&Prior> = all.iter().filter(|p| p.mark != Mark::Open).collect();
    if marked.is_empty() {
        return None;
    }
    let count = |mark| u32::try_from(marked.iter().filter(|p| p.mark == mark).count()).unwrap_or(0);
    let mut text = t!(
        "follow-up-sum",
        n = marked.len(),
        done = count(Mark::Implemented),
        partly = count(Mark::Partly),
        not = count(Mark::Not),
        worse = count(Mark::Regressed),
        unknown = count(Mark::Unknown)
    );
    for mark in [Mark::Regressed, Mark::Not, Mark::Partly, Mark::Implemented] {
        for prior in marked.iter().filter(|p| p.mark == mark) {
            let from = [prior.number.clone(), prior.made_by.clone()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ");
            let from = if from.is_empty() { String::new() } else { format!(" ({from})") };
            let evidence = if prior.evidence.is_empty() { String::new() } else { format!(" {}", prior.evidence.trim()) };
            text.push_str(&format!("\n\n{}{from}: “{}”.{evidence}", words::prior_mark(mark), prior.text.trim_end_matches('.')));
        }
    }
    Some(text)
}
