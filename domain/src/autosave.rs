//! What happens to a text that an open page saves by itself, when answers are lost and requests overtake each other.
//!
//! A page tells who it is (a random number of its own) and how many times it has saved. So a text is no conflict with the
//! one that the same page sent just before, whose answer never came; and an older text never replaces a newer one.

use crate::form::limits::size;

/// The page that sent a text, and its how many-th it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Which page: drawn at random when it was opened.
    pub page: u64,
    /// From 1 on, more with each text.
    pub step: u32,
}

impl Sender {
    /// The sender of a form: `page` in hexadecimal digits, `step` a number.
    pub fn read(page: &str, step: &str) -> Option<Self> {
        let page = u64::from_str_radix(page, 16).ok()?;
        step.parse().ok().map(|step| Self { page, step })
    }

    /// As it is kept beside a text: page and step, or nothing.
    pub fn kept(sender: Option<Self>) -> (Option<String>, Option<i32>) {
        (sender.map(|s| format!("{:x}", s.page)), sender.and_then(|s| i32::try_from(s.step).ok()))
    }

    /// The sender of what was kept.
    pub fn of_kept(page: Option<&str>, step: Option<i32>) -> Option<Self> {
        Self::read(page?, &step?.to_string())
    }
}

/// What to do with a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It takes the place of what is there.
    Save,
    /// The page's text, or a later one of the same page, is in already.
    Older,
    /// Somebody else, or another page, wrote meanwhile.
    Conflict,
}

/// Decides on a text that was written from the version `seen`; `now` is the version that is there. `since` are the senders
/// of the versions after `seen`, the oldest first; `None` is a version of another person or of a page without script.
pub fn decide(seen: u32, now: u32, since: &[Option<Sender>], sender: Option<Sender>) -> Verdict {
    if let Some(own) = sender
        && since.iter().flatten().any(|s| s.page == own.page && s.step >= own.step)
    {
        return Verdict::Older;
    }
    // versions that are not told of are somebody else's
    let known = seen <= now && since.len() == size(now - seen);
    let own = |s: &Option<Sender>| s.zip(sender).is_some_and(|(s, own)| s.page == own.page);
    if known && since.iter().all(own) { Verdict::Save } else { Verdict::Conflict }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn from(page: u64, step: u32) -> Option<Sender> {
        Some(Sender { page, step })
    }

    #[test]
    fn a_lost_answer_is_no_conflict_with_oneself() {
        assert_eq!(decide(3, 3, &[], None), Verdict::Save);
        assert_eq!(decide(3, 3, &[], from(1, 1)), Verdict::Save);
        // the first was saved, its answer lost; the second follows
        assert_eq!(decide(3, 4, &[from(1, 1)], from(1, 2)), Verdict::Save);
        // the first comes again, or late
        assert_eq!(decide(3, 4, &[from(1, 1)], from(1, 1)), Verdict::Older);
        assert_eq!(decide(3, 4, &[from(1, 2)], from(1, 1)), Verdict::Older);
        // another page, another person, a page without script
        assert_eq!(decide(3, 4, &[from(2, 1)], from(1, 1)), Verdict::Conflict);
        assert_eq!(decide(3, 4, &[None], from(1, 1)), Verdict::Conflict);
        assert_eq!(decide(3, 4, &[from(1, 1)], None), Verdict::Conflict);
        // somebody wrote over what one had sent
        assert_eq!(decide(3, 5, &[from(1, 1), None], from(1, 2)), Verdict::Conflict);
        // a version that is not there, one that nobody can tell of
        assert_eq!(decide(9, 3, &[], from(1, 1)), Verdict::Conflict);
        assert_eq!(decide(3, 5, &[from(1, 1)], from(1, 2)), Verdict::Conflict);
    }

    #[test]
    fn a_sender_is_read_or_there_is_none() {
        assert_eq!(Sender::read("ff", "2"), from(255, 2));
        for (page, step) in [("", "1"), ("xyz", "1"), ("ff", ""), ("ff", "-1"), ("fffffffffffffffff", "1")] {
            assert_eq!(Sender::read(page, step), None, "{page} {step}");
        }
        for sender in [None, from(0, 1), from(u64::MAX, 7)] {
            let (page, step) = Sender::kept(sender);
            assert_eq!(Sender::of_kept(page.as_deref(), step), sender);
        }
    }

    proptest! {
        /// Pages save in any order, answers are lost: the text that stays is the last of its page, and nobody's text is
        /// replaced by one of another page that has not seen it.
        #[test]
        fn nothing_is_overwritten_unseen(sent in prop::collection::vec((0_u64..3, 1_u32..6, any::<bool>()), 1..30)) {
            let mut log: Vec<Option<Sender>> = Vec::new();
            let mut seen = [0_u32; 3];
            for (page, step, answered) in sent {
                let now = u32::try_from(log.len()).unwrap();
                let at = usize::try_from(page).unwrap();
                let since = log.get(size(seen[at])..).unwrap_or_default().to_vec();
                match decide(seen[at], now, &since, from(page, step)) {
                    Verdict::Save => {
                        prop_assert!(since.iter().flatten().all(|s| s.page == page && s.step < step));
                        log.push(from(page, step));
                    }
                    Verdict::Older => prop_assert!(since.iter().flatten().any(|s| s.page == page && s.step >= step)),
                    Verdict::Conflict => prop_assert!(since.iter().flatten().any(|s| s.page != page)),
                }
                if answered {
                    seen[at] = u32::try_from(log.len()).unwrap();
                }
            }
        }
    }
}
