//! Stretches of time, each from when until when.

/// Merges stretches that overlap or touch; what comes back is in order, with gaps between.
pub(crate) fn merged<T: Copy + Ord>(mut stretches: Vec<(T, T)>) -> Vec<(T, T)> {
    stretches.sort_unstable();
    let mut merged: Vec<(T, T)> = Vec::new();
    for (from, until) in stretches {
        match merged.last_mut() {
            Some((_, end)) if from <= *end => *end = until.max(*end),
            _ => merged.push((from, until)),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_overlaps_or_touches_is_one_stretch() {
        assert_eq!(merged::<u8>(vec![]), []);
        assert_eq!(merged(vec![(5, 9), (1, 3)]), [(1, 3), (5, 9)]);
        assert_eq!(merged(vec![(1, 3), (3, 5)]), [(1, 5)], "they touch");
        assert_eq!(merged(vec![(1, 3), (2, 9), (4, 5)]), [(1, 9)], "one is inside another");
        assert_eq!(merged(vec![(1, 3), (4, 4), (4, 6), (1, 3)]), [(1, 3), (4, 6)]);
    }

    proptest! {
        #[test]
        fn every_moment_is_in_as_before_and_gaps_part_what_is_left(stretches in prop::collection::vec((0_u8..40, 0_u8..10), 0..8)) {
            let stretches: Vec<(u8, u8)> = stretches.into_iter().map(|(from, length)| (from, from + length)).collect();
            let holds = |all: &[(u8, u8)], moment: u8| all.iter().any(|(from, until)| (*from..=*until).contains(&moment));
            let merged = merged(stretches.clone());
            for moment in 0..60 {
                // touching stretches share a moment; between two that only stand side by side there is a gap
                prop_assert_eq!(holds(&merged, moment), holds(&stretches, moment));
            }
            prop_assert!(merged.windows(2).all(|pair| pair[0].1 < pair[1].0));
        }
    }
}
