//! Sessions, origins, headers, redirects.

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use backend::account::StaffRole;

use crate::client::{Site, address, encode};

const COOKIE: &str = "upright";

#[tokio::test]
async fn signing_in_gives_a_new_session_and_signing_out_ends_it() {
    let site = Site::new().await;
    site.world.person("Ana").await;
    let mut client = site.visitor();
    client.submit("sign_in", "/sign-in", &[("email", "ana@example.org"), ("password", "wrong horse")]).await;
    let before = client.cookies.get(COOKIE).expect("the flash needs a session").clone();
    client.post("sign_in", "/sign-in", &[("email", "ana@example.org"), ("password", "correct horse")]).await;
    let after = client.cookies.get(COOKIE).expect("is signed in").clone();
    assert_ne!(before, after, "the id is renewed at sign-in");
    let mut fixed = site.visitor();
    fixed.cookies.insert(COOKIE.into(), before);
    assert_eq!(fixed.get("/home").await.status, StatusCode::FOUND, "the old id is nobody's");

    let mut second = site.signed_in("Ana").await;
    assert_eq!(second.get("/home").await.status, StatusCode::OK);
    client.post("sign_out", "/home", &[]).await;
    let mut replayed = site.visitor();
    replayed.cookies.insert(COOKIE.into(), after);
    assert_eq!(replayed.get("/home").await.status, StatusCode::FOUND, "a session that was signed out stays out");
    assert_eq!(second.get("/home").await.status, StatusCode::OK, "the other one goes on");
    second.post("sign_out_everywhere", "/me", &[]).await;
    assert_eq!(second.get("/home").await.status, StatusCode::FOUND);
}

#[tokio::test]
async fn another_site_can_post_nothing() {
    let site = Site::new().await;
    site.world.staff("Ada", StaffRole::Administrator).await;
    let mut admin = site.signed_in("Ada").await;
    let body = encode(&[("name", "Planted"), ("country", "IRL")]);
    for (name, value) in [
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("origin", "http://127.0.0.1:3001"),
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
    ] {
        let request = Request::post(address("create_organisation"))
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::HOST, "127.0.0.1:3000")
            .header(name, value);
        let answer = admin.send(request, Body::from(body.clone())).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{name}: {value}");
    }
    // a read address changes nothing either
    let answer = admin.get(&format!("{}?{body}", address("create_organisation"))).await;
    assert_ne!(answer.status, StatusCode::OK);
    assert!(!admin.get("/admin/organisations").await.body.contains("Planted"));
}

#[tokio::test]
async fn a_target_never_leads_to_another_site() {
    let site = Site::new().await;
    site.world.person("Ana").await;
    for next in ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "/a\r\nSet-Cookie: x=y", "%0d%0a"] {
        let mut client = site.visitor();
        let answer =
            client.post("sign_in", "/sign-in", &[("email", "ana@example.org"), ("password", "correct horse"), ("next", next)]).await;
        assert_eq!(answer.location(), "/home", "{next}");
    }
    let answer = site.visitor().get("/modules/role-of-civil-society/quiz?q=3").await;
    assert_eq!(answer.location(), "/sign-in?next=/modules/role-of-civil-society/quiz%3Fq%3D3");
}

#[tokio::test]
async fn every_answer_is_strict() {
    let site = Site::new().await;
    site.world.person("Ana").await;
    let mut client = site.signed_in("Ana").await;
    for path in ["/", "/home", "/no/such/page", "/healthz", "/readyz", "/metrics", "/admin/totals.csv"] {
        let answer = client.get(path).await;
        let header = |name: &str| answer.headers.get_all(name).iter().filter_map(|v| v.to_str().ok()).collect::<Vec<_>>();
        let policy = header("content-security-policy");
        assert_eq!(policy.len(), 1, "{path}: {policy:?}");
        assert!(
            policy[0].starts_with("default-src 'none'; script-src 'self'") && !policy[0].contains("unsafe-inline"),
            "{path}: {policy:?}"
        );
        assert!(!policy[0].contains("wasm"), "{path} runs no wasm");
        assert_eq!(header("x-content-type-options"), ["nosniff"], "{path}");
        assert_eq!(header("referrer-policy"), ["same-origin"], "{path}");
        assert_eq!(header("cache-control"), ["no-store"], "{path}");
    }
    let cookie = client.post("sign_in", "/sign-in", &[("email", "ana@example.org"), ("password", "correct horse")]).await;
    for cookie in cookie.headers.get_all("set-cookie") {
        let cookie = cookie.to_str().unwrap();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
    }
}

#[tokio::test]
async fn guessing_is_slowed_by_the_same_answer_for_known_and_unknown() {
    let site = Site::new().await;
    site.world.person("Ana").await;
    let mut seen = Vec::new();
    for email in ["ana@example.org", "nobody@example.org"] {
        let mut client = site.visitor();
        let mut answers = Vec::new();
        for _guess in 0..14 {
            let page = client.submit("sign_in", "/sign-in", &[("email", email), ("password", "wrong horse")]).await;
            let text = |needle: &str| page.body.contains(needle);
            answers.push((page.status, text("do not fit"), text("That were many tries")));
        }
        seen.push(answers);
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].first().map(|a| (a.1, a.2)), Some((true, false)));
    assert_eq!(seen[0].last().map(|a| (a.1, a.2)), Some((false, true)));
}
