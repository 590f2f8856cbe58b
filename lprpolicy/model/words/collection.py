"""What is recorded with a read, and where no camera stands."""

from __future__ import annotations

from lprpolicy.model.words.word import Word


class Field(Word):
    """What is recorded with a read. The demographic ones exist so that a rule can forbid them."""

    PLATE = "plate", "the plate"
    PLATE_STATE = "plate-state", "the state of the plate"
    VEHICLE_IMAGE = "vehicle-image", "a picture of the vehicle"
    VEHICLE_VIDEO = "vehicle-video", "a video of the vehicle"
    VEHICLE_MAKE = "vehicle-make", "the make of the vehicle"
    VEHICLE_MODEL = "vehicle-model", "the model of the vehicle"
    VEHICLE_COLOR = "vehicle-colour", "the color of the vehicle"
    VEHICLE_TYPE = "vehicle-type", "the type of the vehicle, such as a van"
    VEHICLE_FEATURES = "vehicle-features", "marks of the vehicle, such as a roof rack or a dent"
    TIME = "time", "the time"
    LOCATION = "location", "the place"
    DIRECTION = "direction", "the way the vehicle is heading"
    SPEED = "speed", "the speed"
    READER = "reader", "which reader saw it"
    AUDIO = "audio", "sound"
    OCCUPANT_IMAGE = "occupant-image", "a picture of the people in the vehicle"
    FACE = "face", "faces"
    RACE_OR_ETHNICITY = "race-or-ethnicity", "race or ethnic group"
    SEX_OR_GENDER = "sex-or-gender", "sex or gender"
    AGE = "age", "age"
    RELIGION = "religion", "religion"
    NATIONAL_ORIGIN = "national-origin", "the country a person comes from"
    IMMIGRATION_STATUS = "immigration-status", "immigration status"
    DISABILITY = "disability", "disability"
    CLOTHING = "clothing", "clothing"
    BUMPER_STICKERS = "bumper-stickers", "bumper stickers"


PERSONAL = (
    Field.AUDIO,
    Field.OCCUPANT_IMAGE,
    Field.FACE,
    Field.RACE_OR_ETHNICITY,
    Field.SEX_OR_GENDER,
    Field.AGE,
    Field.RELIGION,
    Field.NATIONAL_ORIGIN,
    Field.IMMIGRATION_STATUS,
    Field.DISABILITY,
    Field.CLOTHING,
    Field.BUMPER_STICKERS,
)
"""What is about people and not about vehicles: people ask whether it is recorded."""


class Place(Word):
    """Places that readers are kept away from."""

    PROTECTED_HEALTH_FACILITY = (
        "protected-health-facility",
        "places that give health care which the law protects",
    )
    IMMIGRATION_FACILITY = "immigration-facility", "immigration offices"
    SCHOOL = "school", "schools"
    PLACE_OF_WORSHIP = "place-of-worship", "places of worship"
    COURT = "court", "courts"
    FOOD_BANK = "food-bank", "food banks"
