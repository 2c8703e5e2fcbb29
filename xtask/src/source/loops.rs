//! Files that use each other in a loop: none of them can be understood, moved or tested without the others.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::arrows::Arrow;

/// One loop of each knot of files, the shortest there is: it ends where it begins.
pub fn loops(arrows: &[Arrow]) -> Vec<Vec<&Arrow>> {
    let mut from: BTreeMap<&str, Vec<&Arrow>> = BTreeMap::new();
    for arrow in arrows {
        from.entry(&arrow.from).or_default().push(arrow);
    }
    let (mut found, mut seen) = (Vec::new(), BTreeSet::new());
    let mut all: Vec<Vec<&Arrow>> = from.keys().filter_map(|file| way_back(&from, file)).collect();
    all.sort_by_key(Vec::len);
    for way in all {
        if way.iter().all(|arrow| !seen.contains(arrow.from.as_str())) {
            seen.extend(way.iter().map(|arrow| arrow.from.as_str()));
            found.push(way);
        }
    }
    found
}

/// The shortest way that leads from a file back to itself.
fn way_back<'a>(from: &BTreeMap<&str, Vec<&'a Arrow>>, file: &str) -> Option<Vec<&'a Arrow>> {
    let mut ways = VecDeque::from([Vec::<&Arrow>::new()]);
    let mut seen = BTreeSet::new();
    while let Some(way) = ways.pop_front() {
        let at = way.last().map_or(file, |arrow| arrow.to.as_str());
        for arrow in from.get(at).into_iter().flatten() {
            let longer: Vec<&Arrow> = way.iter().copied().chain([*arrow]).collect();
            if arrow.to == file {
                return Some(longer);
            }
            if seen.insert(arrow.to.as_str()) {
                ways.push_back(longer);
            }
        }
    }
    None
}

/// A loop in words, file by file.
pub fn in_words(way: &[&Arrow]) -> String {
    let steps = way.iter().map(|a| format!("  {}:{} uses {} of {}", a.from, a.line, a.name, a.to));
    steps.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arrow(from: &str, to: &str) -> Arrow {
        Arrow { from: from.into(), to: to.into(), name: "it".into(), line: 7 }
    }

    #[test]
    fn the_shortest_loop_of_each_knot_is_named() {
        let arrows =
            [arrow("a", "b"), arrow("b", "c"), arrow("c", "a"), arrow("c", "b"), arrow("d", "a"), arrow("e", "f"), arrow("f", "e")];
        let found: Vec<String> = loops(&arrows).iter().map(|way| in_words(way)).collect();
        assert_eq!(found, ["  b:7 uses it of c\n  c:7 uses it of b", "  e:7 uses it of f\n  f:7 uses it of e"]);
    }

    #[test]
    fn what_runs_down_is_no_loop() {
        assert!(loops(&[arrow("a", "b"), arrow("a", "c"), arrow("b", "c")]).is_empty());
    }
}
