//! How large a form with a file may be: each of them, not only those somebody thought of.

use std::{fs, path::Path};

use axum::http::StatusCode;

use crate::client::Site;

/// The functions that take a file, with the file of the source they stand in.
fn functions(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            functions(&path, found);
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for part in text.split("input = MultipartFormData").skip(1) {
            let name = part.split("fn ").nth(1).and_then(|rest| rest.split('(').next()).expect("a function follows");
            found.push((name.to_owned(), path.file_name().unwrap().to_string_lossy().into_owned()));
        }
    }
}

#[tokio::test]
async fn every_form_with_a_file_takes_three_megabytes_and_no_other_does() {
    let mut found = Vec::new();
    functions(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src")), &mut found);
    assert!(found.len() > 10, "{found:?}");
    let site = Site::new().await;
    site.world.person("Ana").await;
    let mut ana = site.signed_in("Ana").await;
    let file = vec![b'x'; 3 * 1024 * 1024];
    for (function, source) in &found {
        assert_eq!(source, "uploads.rs", "{function}: the limit goes by the module");
        let answer = ana.post_file(function, "/home", &[], ("file", "list.csv", &file)).await;
        assert_ne!(answer.status, StatusCode::PAYLOAD_TOO_LARGE, "{function}");
    }
    let answer = ana.post_file("save_note", "/home", &[], ("file", "list.csv", &file)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}
