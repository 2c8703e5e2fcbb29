//! Every form works as a plain POST: bad input is named beside the field, what was typed is kept, and the status
//! of the page is 200 (never set on a form post: a browser without script would show the bare body).

use axum::http::StatusCode;
use backend::account::StaffRole;

use crate::client::{Client, Site};

const OVERRIDE: &str = "abc\u{202E}txt";

/// Submits and expects each field's message, and the values that were typed.
async fn refused(client: &mut Client, function: &str, page: &str, fields: &[(&str, &str)], messages: &[&str]) {
    let answer = client.submit(function, page, fields).await;
    assert_eq!(answer.status, StatusCode::OK, "{function}");
    for message in messages {
        assert!(answer.body.contains(message), "{function} with {fields:?} lacks “{message}”");
    }
    assert!(answer.body.contains("role=\"alert\""), "{function}");
    assert!(answer.body.contains("aria-invalid=\"true\""), "{function}");
    // a choice that is not in its list can't be shown as chosen
    let lists = ["country", "role", "measure", "time_zone"];
    let typed = fields.iter().filter(|(n, v)| !n.contains("password") && !lists.contains(n) && !v.is_empty() && v.len() < 100);
    for (name, value) in typed.filter(|(_, v)| v.chars().all(|c| c.is_ascii_graphic() || c == ' ') && !v.contains(['<', '"'])) {
        assert!(answer.body.contains(&format!("value=\"{value}\"")), "{function}: {name} was lost");
    }
    let again = client.get(page).await;
    assert!(!again.body.contains("role=\"alert\""), "{function}: the message is shown once");
}

#[tokio::test]
async fn bad_fields_are_named_and_kept() {
    let site = Site::new().await;
    site.world.staff("Ada", StaffRole::Administrator).await;
    site.world.staff("Tess", StaffRole::Trainer).await;
    let organisation = site.world.organisation("Lamplight").await.to_string();
    let long = "x".repeat(300);
    let mut visitor = site.visitor();
    let mut admin = site.signed_in("Ada").await;
    let mut trainer = site.signed_in("Tess").await;

    for (email, message) in [
        ("", "Please fill this in."),
        ("not-an-address", "This is not an e-mail address."),
        (OVERRIDE, "change the direction of text"),
        ("a\u{7}b@example.org", "control characters"),
        ("<b>@example.org", "leave out the signs"),
        (long.as_str(), "Please use at most 254 characters."),
    ] {
        refused(&mut visitor, "sign_in", "/sign-in", &[("email", email), ("password", "x")], &[message]).await;
    }
    refused(&mut visitor, "sign_in", "/sign-in", &[("email", "ana@example.org"), ("password", "")], &["Please fill this in."]).await;

    let page = "/admin/organisations";
    for (name, message) in [
        ("", "Please fill this in."),
        ("<script>alert(1)</script>", "leave out the signs"),
        (OVERRIDE, "change the direction of text"),
        ("a\u{0}b", "control characters"),
        (long.as_str(), "Please use at most 160 characters."),
        ("lamplight", "This is already taken."),
    ] {
        refused(&mut admin, "create_organisation", page, &[("name", name), ("country", "IRL")], &[message]).await;
    }
    refused(&mut admin, "create_organisation", page, &[("name", "Good name"), ("country", "XXX")], &["Please choose one from the list."])
        .await;

    let page = format!("/organisations/{organisation}");
    let o = ("organisation", organisation.as_str());
    for (fields, message) in [
        ([o, ("role", "administrator"), ("max_uses", "1"), ("days", "1")], "Please choose one from the list."),
        ([o, ("role", "participant"), ("max_uses", "0"), ("days", "1")], "from 1 to 500"),
        ([o, ("role", "participant"), ("max_uses", "many"), ("days", "1")], "from 1 to 500"),
        ([o, ("role", "participant"), ("max_uses", "1"), ("days", "91")], "from 1 to 90"),
    ] {
        refused(&mut admin, "invite", &page, &fields, &[message]).await;
    }

    let page = "/admin/history";
    let history = |m, c, f, u, s| [("measure", m), ("count", c), ("from", f), ("until", u), ("source", s)];
    refused(
        &mut admin,
        "add_history",
        page,
        &history("joint_statements", "-5", "2025-02-30", "soon", OVERRIDE),
        &["from 0 to 1000000", "This date does not exist.", "change the direction of text"],
    )
    .await;
    refused(
        &mut admin,
        "add_history",
        page,
        &history("joint_statements", "5", "2025-02-01", "2025-01-01", "a page"),
        &["The end must be after the start."],
    )
    .await;

    refused(
        &mut trainer,
        "plan_workshop",
        "/workshops/new/plan",
        &[
            ("title", ""),
            ("description", "</textarea><script>alert(1)</script>"),
            ("time_zone", "Mars/Olympus"),
            ("capacity", "1e3"),
            ("meeting_1_date", "2027-02-30"),
            ("meeting_1_start", "25:00"),
            ("meeting_1_end", ""),
            ("meeting_1_place", "Room 4"),
        ],
        &["Please fill this in.", "leave out the signs", "from 1 to 1000", "This date does not exist.", "This time does not exist."],
    )
    .await;
}

#[tokio::test]
async fn a_form_of_an_invitation_and_its_refusals() {
    let site = Site::new().await;
    site.world.staff("Ada", StaffRole::Administrator).await;
    let organisation = site.world.organisation("Lamplight").await.to_string();
    let mut admin = site.signed_in("Ada").await;
    let fields = [("organisation", organisation.as_str()), ("role", "participant"), ("max_uses", "1"), ("days", "1")];
    let page = admin.submit("invite", &format!("/organisations/{organisation}"), &fields).await;
    let token = page.body.split("/join/").nth(1).and_then(|rest| rest.get(..43)).expect("the link is shown").to_owned();
    let join = format!("/join/{token}");
    assert!(!admin.get(&format!("/organisations/{organisation}")).await.body.contains(&token), "it is shown once");

    let mut ana = site.visitor();
    refused(
        &mut ana,
        "accept_invitation",
        &join,
        &[("token", &token), ("name", OVERRIDE), ("email", "ana"), ("password", "short")],
        &["change the direction of text", "This is not an e-mail address.", "Please use at least 10 characters."],
    )
    .await;
    let fields = [("token", token.as_str()), ("name", "Ana"), ("email", "ana@example.org"), ("password", "correct horse")];
    let home = ana.submit("accept_invitation", &join, &fields).await;
    assert!(home.body.contains("Welcome. Your account is ready."));
    assert!(site.visitor().get(&join).await.body.contains("has been used already"));
    assert!(site.visitor().get("/join/unknown").await.body.contains("This page does not exist"));

    let mut late = site.visitor();
    let answer = late
        .submit(
            "accept_invitation",
            &join,
            &[("token", &token), ("name", "Bea"), ("email", "bea@example.org"), ("password", "correct horse")],
        )
        .await;
    assert!(answer.body.contains("has been used already"), "and its form too");
}

#[tokio::test]
async fn each_check_in_has_its_own_sentence_and_a_way_on() {
    let site = Site::new().await;
    let world = &site.world;
    let trainer = world.staff("Tess", StaffRole::Trainer).await;
    let ana = world.person("Ana").await;
    world.person("Eve").await;
    let workshop = world.workshop(trainer, 1).await;
    let meeting = world.meetings(workshop).await[0];
    world.register(ana, workshop).await;
    let (mut ana, mut eve) = (site.signed_in("Ana").await, site.signed_in("Eve").await);
    let say = async |client: &mut Client, code: &str, sentence: &str| {
        let page = client.submit("check_in", "/check-in", &[("code", code)]).await;
        assert!(page.body.contains(sentence), "{code}: lacks “{sentence}”");
        assert!(page.body.contains("href=\"/workshops"), "{code}: a way on");
    };
    say(&mut ana, "12", "A code has six digits.").await;
    world.wait(chrono::Duration::hours(1));
    let code = world.open(trainer, meeting).await;
    say(&mut ana, if code == "000000" { "000001" } else { "000000" }, "No open meeting has this code.").await;
    say(&mut eve, &code, "You have no place in this workshop yet.").await;
    say(&mut ana, &code, "You are checked in: A workshop.").await;
    say(&mut ana, &code, "You were checked in already: A workshop.").await;
    world.wait(chrono::Duration::seconds(50));
    say(&mut ana, &code, "This code is too old.").await;
    let code = world.code(trainer, meeting).await;
    world.close(trainer, meeting).await;
    say(&mut ana, &code, "This meeting is closed.").await;
    assert_eq!(site.visitor().post("check_in", "/check-in", &[("code", &code)]).await.location(), "/sign-in?next=/check-in");
}

#[tokio::test]
async fn extra_fields_change_nothing() {
    let site = Site::new().await;
    site.world.staff("Ada", StaffRole::Administrator).await;
    let token = backend::invitation::create_unattended(&site.world.backend, StaffRole::Trainer).await.unwrap();
    let mut client = site.visitor();
    let fields = [
        ("token", token.as_str()),
        ("name", "Ana"),
        ("email", "ana@example.org"),
        ("password", "correct horse"),
        ("role", "administrator"),
        ("administrator", "true"),
        ("person_id", "1"),
    ];
    let answer = client.post("accept_invitation", "/join/x", &fields).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "a form that has more fields than there are is refused");
    assert_eq!(client.get("/teach").await.status, StatusCode::FOUND, "nobody was let in");
    client.submit("accept_invitation", "/join/x", fields.get(..4).unwrap()).await;
    assert_eq!(client.get("/teach").await.status, StatusCode::OK, "what was promised");
    assert_eq!(client.get("/admin").await.status, StatusCode::NOT_FOUND, "and nothing more");
}
