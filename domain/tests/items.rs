//! Item analysis against an independent calculation: `data/items.py` (Python's `statistics`) made `data/items.json`.

use domain::quiz::items::{Marks, item};
use serde::Deserialize;

#[derive(Deserialize)]
struct Data {
    marks: Vec<Marks>,
    expected: Vec<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    n: usize,
    facility: Option<f64>,
    deviation: Option<f64>,
    discrimination: Option<f64>,
    efficiency: Option<f64>,
}

fn same(what: &str, question: usize, ours: Option<f64>, theirs: Option<f64>) {
    match (ours, theirs) {
        (Some(a), Some(b)) => assert!((a - b).abs() <= 5e-7 * b.abs().max(1.0), "question {question}, {what}: {a} and {b}"),
        (a, b) => assert_eq!(a, b, "question {question}, {what}"),
    }
}

#[test]
fn every_figure_is_the_same_to_six_digits() {
    let data: Data = serde_json::from_str(include_str!("data/items.json")).unwrap();
    assert!(data.expected.iter().any(|e| e.discrimination.is_none()) && data.expected.iter().any(|e| e.n < data.marks.len()));
    for (question, expected) in data.expected.iter().enumerate() {
        let ours = item(&data.marks, question);
        assert_eq!(ours.n, expected.n);
        same("facility", question, ours.facility, expected.facility);
        same("deviation", question, ours.deviation, expected.deviation);
        same("discrimination", question, ours.discrimination, expected.discrimination);
        same("efficiency", question, ours.efficiency, expected.efficiency);
    }
}
