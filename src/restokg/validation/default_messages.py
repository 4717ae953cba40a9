"""What is said of a broken constraint where its shape has no message of its own."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "MinCount": ("It needs at least {} of these.", "该项至少须有 {} 个。"),
    "MaxCount": ("It may have at most {} of these.", "该项至多可有 {} 个。"),
    "Class": ("The value must be a {}.", "该值须属于类 {}。"),
    "Datatype": ("The value must be a literal of type {}.", "该值须为 {} 类型的文字值。"),
    "NodeKind": ("The value must be of kind {}.", "该值的种类须为 {}。"),
    "MinExclusive": ("The value must be more than {}.", "该值须大于 {}。"),
    "MinInclusive": ("The value must be at least {}.", "该值不得小于 {}。"),
    "MaxExclusive": ("The value must be less than {}.", "该值须小于 {}。"),
    "MaxInclusive": ("The value must be at most {}.", "该值不得大于 {}。"),
    "MinLength": ("The value must have at least {} characters.", "该值至少须有 {} 个字符。"),
    "MaxLength": ("The value must have at most {} characters.", "该值至多可有 {} 个字符。"),
    "Pattern": ("The value must match the pattern {}.", "该值须符合模式 {}。"),
    "LanguageIn": ("The language of the value is not allowed here.", "此处不允许该值的语言。"),
    "UniqueLang": ("Two values have the same language.", "两个值的语言相同。"),
    "Equals": ("The values must be those of {}.", "其值须与 {} 的值相同。"),
    "Disjoint": ("No value may also be one of {}.", "任一值均不得同为 {} 的值。"),
    "LessThan": ("The value must be less than that of {}.", "该值须小于 {} 的值。"),
    "LessThanOrEquals": ("The value must not be more than that of {}.", "该值不得大于 {} 的值。"),
    "HasValue": ("One of the values must be {}.", "其值之一须为 {}。"),
    "In": ("The value is not one of those allowed.", "该值不在允许的取值之列。"),
    "Closed": ("This property is not allowed here.", "此处不允许该属性。"),
    "Node": ("The value must keep to the shape {}.", "该值须符合形状 {}。"),
    "Not": ("The value must not keep to the shape {}.", "该值不得符合形状 {}。"),
    "And": ("The value must keep to all of several shapes.", "该值须同时符合多个形状。"),
    "Or": (
        "The value must keep to one of several shapes at least.",
        "该值须至少符合多个形状之一。",
    ),
    "Xone": (
        "The value must keep to exactly one of several shapes.",
        "该值须恰好符合多个形状之一。",
    ),
    "QualifiedMinCount": (
        "At least {} values must keep to the given shape.",
        "至少须有 {} 个值符合指定形状。",
    ),
    "QualifiedMaxCount": (
        "At most {} values may keep to the given shape.",
        "至多可有 {} 个值符合指定形状。",
    ),
}
"""In English and Chinese, by the name of the component; {} is the value of its parameter."""
