//! Making an account, signing in, signing out everywhere.

use chrono::{DateTime, Utc};
use domain::{
    form::{self, Check, FieldError, FormErrors},
    ids::{AccountId, PersonId},
    reminder::Amount,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};

use super::{
    StaffRole,
    entity::{account, role_grant},
    queries::Session,
    sessions,
};
use crate::{
    access::Granted,
    context::{Backend, Context},
    db::Tx,
    error::{Error, Result, is_unique_violation},
    token::{new_id, new_token},
};

/// What the sign-in form holds.
#[derive(Clone, Debug, Default)]
pub struct SignInForm {
    /// The address as typed.
    pub email: String,
    /// The password as typed.
    pub password: String,
}

/// A device that signed in before: the value of its device cookie.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// The network address of the client.
    pub address: String,
    /// The device cookie, if there is one.
    pub cookie: Option<String>,
}

/// A successful sign-in.
#[derive(Clone, Debug)]
pub struct SignInOutcome {
    /// For the session.
    pub session: Session,
    /// The device cookie to set.
    pub device_cookie: String,
}

/// Signs in. A wrong password and an unknown address give the same answer after the same work.
///
/// # Errors
/// `TooMany`, or `Invalid` with the fields.
#[tracing::instrument(name = "account.sign_in", skip_all)]
pub async fn sign_in(ctx: &Context, form: &SignInForm, device: &Device) -> Result<SignInOutcome> {
    let mut check = Check::default();
    let email = check.field("email", form::email(&form.email));
    if form.password.is_empty() {
        check.note("password", FieldError::Empty);
    } else if form.password.chars().count() > usize::try_from(form::PASSWORD_MAX).unwrap_or(usize::MAX) {
        check.note("password", FieldError::TooLong { max: form::PASSWORD_MAX });
    }
    let email = check.done(email)?;

    let found = account::Entity::find().filter(account::Column::Email.eq(&email)).one(ctx.db().connection()).await?;
    let mac = device_cookie::mac_for(ctx.db(), &email).await?;
    // What the limit may depend on must not depend on whether the address is known: the cookie proves a
    // sign-in to this address, so it is checked against the address alone.
    let known = device.cookie.as_deref().filter(|cookie| device_cookie::fits(mac.clone(), cookie));
    if !ctx.backend.limits.sign_in(&device.address, &email, known) {
        return Err(Error::TooMany);
    }
    let open = found.filter(|a| a.disabled_at.is_none());
    let fits = ctx.backend.passwords.verify(form.password.clone(), open.as_ref().map(|a| a.password_hash.clone())).await?;
    match open {
        Some(account) if fits => Ok(SignInOutcome {
            session: Session { account: AccountId(account.id), stamp: account.session_stamp },
            device_cookie: device_cookie::value(mac),
        }),
        _ => Err(FormErrors::one("password", FieldError::Mismatch).into()),
    }
}

/// Asks for the actor's password once more, before something that can't be undone.
///
/// # Errors
/// `TooMany`, or `Invalid` (`password`).
pub async fn confirm_password(ctx: &Context, password: &str, address: &str) -> Result<()> {
    let wrong = || FormErrors::one("password", FieldError::Mismatch);
    let Some(signed_in) = &ctx.signed_in else { return Err(Error::SignIn) };
    if !ctx.backend.limits.sign_in(address, &signed_in.email, None) {
        return Err(Error::TooMany);
    }
    let found = account::Entity::find_by_id(signed_in.account.0).one(ctx.db().connection()).await?;
    let fits = ctx.backend.passwords.verify(password.to_owned(), found.map(|a| a.password_hash)).await?;
    if fits { Ok(()) } else { Err(wrong().into()) }
}

/// Ends every session of the account, this one included.
///
/// # Errors
/// The database.
#[tracing::instrument(name = "account.sign_out_everywhere", skip_all)]
pub async fn sign_out_everywhere(
    ctx: &Context,
    account: Granted<crate::access::OwnAccount, domain::policy::action::UseAccount>,
) -> Result<()> {
    let tx = ctx.db().begin().await?;
    let change = account::ActiveModel { session_stamp: Set(new_token()), ..Default::default() };
    account::Entity::update_many().set(change).filter(account::Column::PersonId.eq(account.by().0)).exec(&*tx).await?;
    if let Some(signed_in) = &ctx.signed_in {
        sessions::delete_of_account(&tx, signed_in.account).await?;
    }
    tx.audit(ctx.now, Some(account.by()), "account.sign_out_everywhere", Some(account.by().0), "").await?;
    tx.commit().await
}

/// Sets the zone in which the actor reads times; empty for that of whatever is shown.
///
/// # Errors
/// `Invalid` (`time_zone`).
#[tracing::instrument(name = "account.choose_time_zone", skip_all)]
pub async fn choose_time_zone(
    ctx: &Context,
    account: Granted<crate::access::OwnAccount, domain::policy::action::UseAccount>,
    zone: &str,
) -> Result<()> {
    let mut check = Check::default();
    let zone = match zone.trim() {
        "" => Some(None),
        zone => check.field("time_zone", form::time_zone(zone)).map(|z| Some(z.name().to_owned())),
    };
    let zone = check.done(zone)?;
    let change = account::ActiveModel { time_zone: Set(zone), ..Default::default() };
    let tx = ctx.db().begin().await?;
    account::Entity::update_many().set(change).filter(account::Column::PersonId.eq(account.by().0)).exec(&*tx).await?;
    tx.commit().await
}

/// A new account, checked.
#[derive(Clone, Debug)]
pub(crate) struct NewAccount {
    pub name: String,
    pub email: String,
    pub password_hash: String,
}

/// Makes a person and their account.
pub(crate) async fn create(tx: &Tx, ctx: &Context, new: NewAccount) -> Result<(PersonId, Session)> {
    let person = PersonId(new_id());
    let account = AccountId(new_id());
    let stamp = new_token();
    crate::person::insert(tx, ctx.now, person, &new.name).await?;
    let row = account::ActiveModel {
        id: Set(account.0),
        person_id: Set(person.0),
        email: Set(new.email),
        password_hash: Set(new.password_hash),
        session_stamp: Set(stamp.clone()),
        created_at: Set(ctx.now),
        disabled_at: Set(None),
        review_mail_off_at: Set(None),
        time_zone: Set(None),
        reminder_amount: Set(Amount::default().name().to_owned()),
        mail_refused_at: Set(None),
        mail_refused_words: Set(None),
    };
    match account::Entity::insert(row).exec_without_returning(&**tx).await {
        Ok(_) => Ok((person, Session { account, stamp })),
        Err(error) if is_unique_violation(&error) => Err(FormErrors::one("email", FieldError::Taken).into()),
        Err(error) => Err(error.into()),
    }
}

/// Gives a person a role for the whole network. Given twice is given once.
pub(crate) async fn grant_role(tx: &Tx, backend: &Backend, person: PersonId, role: StaffRole, by: Option<PersonId>) -> Result<()> {
    let row = role_grant::ActiveModel {
        person_id: Set(person.0),
        role: Set(role.name().to_owned()),
        granted_at: Set(backend.clock.now()),
        granted_by: Set(by.map(|p| p.0)),
    };
    let once = OnConflict::columns([role_grant::Column::PersonId, role_grant::Column::Role]).do_nothing().to_owned();
    role_grant::Entity::insert(row).on_conflict(once).exec_without_returning(&**tx).await?;
    Ok(())
}

/// The mail server of a person refused a letter for good, because of the address.
pub(crate) async fn note_mail_refused(tx: &Tx, person: PersonId, now: DateTime<Utc>, words: &str) -> Result<()> {
    let told =
        account::ActiveModel { mail_refused_at: Set(Some(now)), mail_refused_words: Set(Some(words.to_owned())), ..Default::default() };
    account::Entity::update_many().set(told).filter(account::Column::PersonId.eq(person.0)).exec(&**tx).await?;
    Ok(())
}

/// A letter arrived: what was noted of the address before is over.
pub(crate) async fn note_mail_arrives(tx: &Tx, person: PersonId) -> Result<()> {
    let change = account::ActiveModel { mail_refused_at: Set(None), mail_refused_words: Set(None), ..Default::default() };
    account::Entity::update_many()
        .set(change)
        .filter(account::Column::PersonId.eq(person.0))
        .filter(account::Column::MailRefusedAt.is_not_null())
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Switches letters off for a person from a time on, or on again.
pub(crate) async fn switch_letters(tx: &Tx, person: PersonId, off_at: Option<DateTime<Utc>>) -> Result<()> {
    account::Entity::update_many()
        .set(account::ActiveModel { review_mail_off_at: Set(off_at), ..Default::default() })
        .filter(account::Column::PersonId.eq(person.0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Chooses how many reminders of deadlines a person wants. To choose any switches letters on again.
pub(crate) async fn choose_reminders(tx: &Tx, person: PersonId, amount: Amount) -> Result<()> {
    let mut change = account::ActiveModel { reminder_amount: Set(amount.name().to_owned()), ..Default::default() };
    if amount != Amount::None {
        change.review_mail_off_at = Set(None);
    }
    account::Entity::update_many().set(change).filter(account::Column::PersonId.eq(person.0)).exec(&**tx).await?;
    Ok(())
}

/// The device cookie: HMAC-SHA-256 of the address, under a key of this installation.
mod device_cookie {
    use hmac::{Hmac, KeyInit, Mac};
    use sha2::Sha256;

    use crate::{
        error::{Error, Result},
        secret,
        token::{hex, unhex},
    };

    pub(super) async fn mac_for(db: &crate::db::Db, email: &str) -> Result<Hmac<Sha256>> {
        let key = secret::of(db, "device_key").await?;
        let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).map_err(|e| Error::Other(e.to_string()))?;
        mac.update(email.as_bytes());
        Ok(mac)
    }

    pub(super) fn fits(mac: Hmac<Sha256>, cookie: &str) -> bool {
        unhex(cookie).is_some_and(|bytes| mac.verify_slice(&bytes).is_ok())
    }

    pub(super) fn value(mac: Hmac<Sha256>) -> String {
        hex(&mac.finalize().into_bytes())
    }
}
