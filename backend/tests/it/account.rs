//! Signing in and out.

use backend::{
    Error, access,
    account::{self, Device, SignInForm, context_for},
    testing::World,
};
use chrono::Duration;
use domain::form::FieldError;

fn form(email: &str, password: &str) -> SignInForm {
    SignInForm { email: email.into(), password: password.into() }
}
fn from(address: &str) -> Device {
    Device { address: address.into(), cookie: None }
}

#[tokio::test]
async fn the_right_password_signs_in_and_signing_out_everywhere_ends_all() {
    let world = World::new().await;
    let ana = world.person("Ana").await;
    let outcome = account::sign_in(&world.backend.anonymous(), &form("ANA@example.org ", "correct horse"), &from("1")).await.unwrap();
    let ctx = context_for(&world.backend, &outcome.session).await.unwrap();
    assert_eq!(ctx.actor.person, Some(ana));
    assert_eq!(ctx.signed_in.as_ref().unwrap().name, "Ana");

    account::sign_out_everywhere(&ctx, access::own_account(&ctx).unwrap()).await.unwrap();
    let after = context_for(&world.backend, &outcome.session).await.unwrap();
    assert_eq!((after.actor.person, after.signed_in), (None, None), "the old session is nobody's");
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_get_the_same_answer() {
    let world = World::new().await;
    world.person("Ana").await;
    let ctx = world.backend.anonymous();
    let mut answers = Vec::new();
    for email in ["ana@example.org", "nobody@example.org"] {
        let Err(Error::Invalid(errors)) = account::sign_in(&ctx, &form(email, "wrong horse"), &from("1")).await else {
            panic!("was let in")
        };
        answers.push(errors);
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!(answers[0].of("password"), Some(&FieldError::Mismatch));
}

#[tokio::test]
async fn bad_fields_are_named_and_nothing_is_hashed() {
    let world = World::new().await;
    let ctx = world.backend.anonymous();
    for (email, password, field, error) in [
        ("", "x", "email", FieldError::Empty),
        ("not an address", "x", "email", FieldError::Email),
        ("a\u{202E}b@example.org", "x", "email", FieldError::Direction),
        ("ana@example.org", "", "password", FieldError::Empty),
    ] {
        let Err(Error::Invalid(errors)) = account::sign_in(&ctx, &form(email, password), &from("1")).await else { panic!("was taken") };
        assert_eq!(errors.of(field), Some(&error), "{email}");
    }
    let long = "x".repeat(10_000);
    let Err(Error::Invalid(errors)) = account::sign_in(&ctx, &form("ana@example.org", &long), &from("1")).await else {
        panic!("was taken")
    };
    assert_eq!(errors.of("password"), Some(&FieldError::TooLong { max: 128 }));
}

#[tokio::test]
async fn an_attacker_is_slowed_and_the_owner_on_a_known_device_is_not_locked_out() {
    let world = World::new().await;
    world.person("Ana").await;
    let ctx = world.backend.anonymous();
    let known = account::sign_in(&ctx, &form("ana@example.org", "correct horse"), &from("home")).await.unwrap().device_cookie;
    let mut refused = 0;
    for n in 0..20 {
        let attempt = account::sign_in(&ctx, &form("ana@example.org", "guess number"), &from(&format!("bot {n}"))).await;
        refused += u32::from(matches!(attempt, Err(Error::TooMany)));
    }
    assert!(refused >= 9, "{refused} of 20 guesses from 20 addresses were refused");
    let stranger = account::sign_in(&ctx, &form("ana@example.org", "correct horse"), &from("elsewhere")).await;
    assert!(matches!(stranger, Err(Error::TooMany)), "an unknown device waits, even with the right password");
    let device = Device { address: "home".into(), cookie: Some(known.clone()) };
    assert!(account::sign_in(&ctx, &form("ana@example.org", "correct horse"), &device).await.is_ok());
    let other = account::sign_in(&ctx, &form("bea@example.org", "guess number"), &device).await;
    assert!(matches!(other, Err(Error::Invalid(_))), "the cookie is good for one account only");
}

#[tokio::test]
async fn sessions_end_and_are_stored_as_hashes() {
    use backend::account::sessions::{self, StoredSession};
    let world = World::new().await;
    let stored = StoredSession { id: "secret".into(), account: None, data: "{}".into(), expires_at: world.now() + Duration::hours(1) };
    assert!(sessions::insert(&world.backend, &stored).await.unwrap());
    assert!(!sessions::insert(&world.backend, &stored).await.unwrap(), "an id is used once");
    sessions::save(&world.backend, &StoredSession { data: "{\"a\":1}".into(), ..stored.clone() }).await.unwrap();
    assert_eq!(sessions::load(&world.backend, "secret").await.unwrap().unwrap().0, "{\"a\":1}");
    world.wait(Duration::hours(1));
    assert_eq!(sessions::load(&world.backend, "secret").await.unwrap(), None);
    assert_eq!(sessions::tidy(&world.backend).await.unwrap(), 1);
}
