//! Which recommendations that States made come near to one's own (docs/upr.md, "Measuring the echo").
//!
//! What comes near is shown to people, who say whether it is theirs; nothing is counted by itself.

use crate::subject::{ENOUGH, Subject};

/// A recommendation that a State made, and the own one it comes nearest to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Echo {
    /// Index of the own recommendation.
    pub ours: usize,
    /// Index of the one that was made.
    pub made: usize,
    /// The share of the telling words of the shorter text that the other has too, in per cent.
    pub nearness: u32,
}

/// Half of the telling words, or it is another subject.
const NEAR: u32 = 50;

/// What comes near, the nearest first: each recommendation that was made at most once.
pub fn echoes(ours: &[&str], made: &[&str]) -> Vec<Echo> {
    let own: Vec<Subject> = ours.iter().map(|t| Subject::of(t)).collect();
    let nearest = |(n, text): (usize, &&str)| {
        let subject = Subject::of(text);
        let near = own.iter().enumerate().filter_map(|(o, s)| {
            let (shared, of) = s.shared(&subject);
            let nearness = u32::try_from(shared * 100 / of.max(1)).unwrap_or(0);
            (shared >= ENOUGH && nearness >= NEAR).then_some(Echo { ours: o, made: n, nearness })
        });
        // of two that are equally near the first
        near.max_by_key(|e| (e.nearness, std::cmp::Reverse(e.ours)))
    };
    let mut found: Vec<Echo> = made.iter().enumerate().filter_map(nearest).collect();
    found.sort_by_key(|e| (std::cmp::Reverse(e.nearness), e.made));
    found
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_state_took_up_is_found_and_the_rest_is_not() {
        let ours = [
            "Repeal section 36 of the Defamation Act, which punishes blasphemy, by the end of 2028.",
            "Adopt a law that lets every judge choose a neutral declaration in the place of the oath, within two years.",
        ];
        let made = [
            "Ratify the Convention on enforced disappearance",
            "Replace the religious oath of judges with a neutral declaration",
            "Repeal the provisions of the Defamation Act that punish blasphemy",
            "Continue its efforts for the rights of women",
        ];
        let found = echoes(&ours, &made);
        assert_eq!(found.iter().map(|e| (e.ours, e.made)).collect::<Vec<_>>(), [(0, 2), (1, 1)]);
        assert!(echoes(&[], &made).is_empty() && echoes(&ours, &[]).is_empty());
        // word for word
        assert_eq!(echoes(&ours, &[ours[1]]), [Echo { ours: 1, made: 0, nearness: 100 }]);
    }

    #[test]
    fn one_word_in_common_is_no_echo_and_neither_is_less_than_half() {
        assert_eq!(echoes(&["Torture"], &["Torture"]), [], "one telling word");
        assert_eq!(echoes(&["Torture prisons"], &["Prisons torture"]).len(), 1);
        let five = "Torture prisons courts lawyers doctors";
        assert_eq!(echoes(&[five], &["Torture prisons teachers journalists farmers"]), [], "two of five");
        assert_eq!(echoes(&[five], &["Torture prisons teachers journalists"]).len(), 1, "two of four");
    }

    proptest! {
        #[test]
        fn each_that_was_made_once_and_the_nearest_first(
            ours in prop::collection::vec("[a-d]{5,7}( [a-d]{5,7}){0,5}", 0..5),
            made in prop::collection::vec("[a-d]{5,7}( [a-d]{5,7}){0,5}", 0..8),
        ) {
            let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
            let made: Vec<&str> = made.iter().map(String::as_str).collect();
            let found = echoes(&ours, &made);
            let mut seen: Vec<usize> = found.iter().map(|e| e.made).collect();
            seen.sort_unstable();
            seen.dedup();
            prop_assert_eq!(seen.len(), found.len());
            prop_assert!(found.is_sorted_by_key(|e| std::cmp::Reverse(e.nearness)));
            prop_assert!(found.iter().all(|e| e.ours < ours.len() && e.made < made.len() && (NEAR..=100).contains(&e.nearness)));
            // the same texts the other way round come as near
            for e in &found {
                prop_assert!(echoes(&made, &ours).iter().any(|o| o.made == e.ours && o.nearness >= e.nearness));
            }
        }
    }
}
