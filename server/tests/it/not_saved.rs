//! A form that can't be saved is answered with "Not saved", a reference and everything that was typed.

use axum::http::{StatusCode, header};
use backend::testing::{answers_nothing, takes_nothing};

use crate::client::{Answer, Site, borrowed, filled};

const WORDS: &str = "Words that took an hour";
const PASSWORD: &str = "correct horse";
/// Posts to every server function there is: a new one is covered by itself.
fn every_function() -> Vec<&'static str> {
    let mut names: Vec<&str> = leptos::server_fn::axum::server_fn_paths().filter_map(|(path, _)| path.rsplit('/').next()).collect();
    names.sort_unstable();
    assert!(names.len() > 150, "{}", names.len());
    names
}

fn keeps_all(function: &str, typed: &[(String, String)], answer: &Answer) {
    assert!(answer.body.contains("Not saved"), "{function}: {}", answer.body);
    let words = typed.iter().filter(|(_, value)| value == WORDS).count();
    assert_eq!(answer.body.matches(WORDS).count(), words, "{function} drops something: {}", answer.body);
    assert!(!answer.body.contains(PASSWORD), "{function} gives a password back");
    assert!(answer.body.contains("Reference: "), "{function}");
}

#[tokio::test]
async fn every_form_keeps_what_was_typed_while_the_database_does_not_answer() {
    let site = Site::new().await;
    site.world.person("Eve").await;
    let mut eve = site.signed_in("Eve").await;
    let mut nobody = site.visitor();
    answers_nothing(&site.world.backend.db).await;
    for function in every_function() {
        let typed = filled(function, &[], WORDS);
        let answer = eve.post(function, "/home", &borrowed(&typed)).await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{function}: {}", answer.body);
        assert_eq!(answer.headers.get(header::RETRY_AFTER).map(|v| v.as_bytes()), Some(b"5".as_slice()), "{function}");
        keeps_all(function, &typed, &answer);
    }
    let typed = filled("sign_in", &[], WORDS);
    let answer = nobody.post("sign_in", "/sign-in", &borrowed(&typed)).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.body);
    keeps_all("sign_in", &typed, &answer);

    // a script is told so too, and a page says it
    eve.accept = "application/json";
    let answer = eve.post("save_note", "/home", &[("note", WORDS)]).await;
    assert_eq!((answer.status, answer.headers.contains_key(header::RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, true));
    eve.accept = "text/html";
    for page in ["/home", "/me", "/admin/trained.csv"] {
        let answer = eve.get(page).await;
        assert_eq!((answer.status, answer.headers.contains_key(header::RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, true), "{page}");
    }
    let answer = nobody.get("/calendar").await;
    assert_eq!((answer.status, answer.headers.contains_key(header::RETRY_AFTER)), (StatusCode::SERVICE_UNAVAILABLE, true));
}

#[tokio::test]
async fn every_form_keeps_what_was_typed_while_the_database_takes_nothing() {
    let site = Site::new().await;
    site.world.person("Eve").await;
    let mut eve = site.signed_in("Eve").await;
    takes_nothing(&site.world.backend.db).await;
    let mut unavailable = 0;
    for function in every_function() {
        let typed = filled(function, &[], WORDS);
        let answer = eve.post(function, "/home", &borrowed(&typed)).await;
        // what is not there or not for her is not asked of the database's writer
        let refused = matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::FORBIDDEN | StatusCode::BAD_REQUEST);
        unavailable += u32::from(answer.status == StatusCode::SERVICE_UNAVAILABLE);
        assert!(refused || answer.status == StatusCode::SERVICE_UNAVAILABLE, "{function}: {} {}", answer.status, answer.body);
        keeps_all(function, &typed, &answer);
    }
    assert!(unavailable > 10, "{unavailable}");
    let lesson = [("module", "role-of-civil-society"), ("lesson", "what-the-upr-is"), ("note", WORDS)];
    let answer = eve.post("save_note", "/home", &lesson).await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE, "{}", answer.body);
    assert!(answer.body.contains(WORDS) && answer.body.contains("Try again"), "{}", answer.body);
}

#[tokio::test]
async fn who_was_signed_out_meanwhile_keeps_what_they_typed() {
    let site = Site::new().await;
    let mut nobody = site.visitor();
    let answer = nobody.post("save_note", "/modules/x/y", &[("note", WORDS)]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{}", answer.body);
    assert!(answer.body.contains(WORDS) && answer.body.contains("/sign-in"), "{}", answer.body);
    // nothing typed: straight to the sign-in page
    let answer = nobody.post("toggle_bookmark", "/modules/x/y", &[]).await;
    assert_eq!(answer.location(), "/sign-in?next=/modules/x/y");
}

#[tokio::test]
async fn what_can_not_be_read_is_given_back_as_far_as_it_can() {
    let site = Site::new().await;
    site.world.person("Eve").await;
    let mut eve = site.signed_in("Eve").await;
    // a field that is there twice can't be read
    let answer = eve.post("save_note", "/home", &[("note", WORDS), ("module", "x"), ("module", "y")]).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{}", answer.body);
    assert!(answer.body.contains(WORDS), "{}", answer.body);
}

#[tokio::test]
async fn every_form_refuses_what_it_does_not_have_and_what_is_too_long() {
    let site = Site::new().await;
    site.world.person("Eve").await;
    let mut eve = site.signed_in("Eve").await;
    let forms: Vec<String> = app::server::form::Registered::all().map(app::server::form::Registered::function).collect();
    let functions = every_function();
    assert_eq!(forms.len(), functions.len(), "every server function has one form");
    for function in functions {
        let mut typed = filled(function, &[], WORDS);
        typed.push(("account_is_administrator".into(), "yes".into()));
        let answer = eve.post(function, "/home", &borrowed(&typed)).await;
        assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{function}: {}", answer.body);
        assert!(answer.body.matches(WORDS).count() >= typed.iter().filter(|(_, v)| v == WORDS).count(), "{function}: {}", answer.body);

        let form = app::server::form::Registered::of(function).unwrap();
        let fields = form.fields.iter().filter_map(|spec| match (spec.name, spec.max()) {
            (domain::form::Name::Is(name), Some(max)) if max < 100_000 => Some((name, domain::form::limits::size(max))),
            _ => None,
        });
        for (name, max) in fields {
            let long = "x".repeat(max + 1);
            let typed: Vec<(String, String)> =
                filled(function, &[], "").into_iter().filter(|(n, _)| n != name).chain([(name.to_owned(), long)]).collect();
            eve.accept = "application/json";
            let answer = eve.post(function, "/home", &borrowed(&typed)).await;
            eve.accept = "text/html";
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{function}, {name}: {}", answer.body);
        }
    }
    // its text is kept: beside the field, with what is wrong
    let long = format!("{WORDS}{}", "x".repeat(10_000));
    let of = [("module", "role-of-civil-society"), ("lesson", "what-the-upr-is"), ("note", long.as_str())];
    let answer = eve.post("save_note", "/home", &of).await;
    assert_eq!(answer.status, StatusCode::FOUND);
}
